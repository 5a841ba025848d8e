package org.docex.tenant.isolation;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times of entities, which EclipseLink 4 does not know: a timestamp on PostgreSQL, the text of it on SQLite. */
@Converter(autoApply = true)
public class InstantConverter implements AttributeConverter<Instant, Object> {
    @Override
    public @Nullable Object convertToDatabaseColumn(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }

    @Override
    public @Nullable Instant convertToEntityAttribute(@Nullable Object column) {
        if (column instanceof Timestamp time) {
            return time.toInstant();
        }
        return column == null ? null : Instant.parse(column.toString());
    }
}
