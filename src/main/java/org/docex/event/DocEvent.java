package org.docex.event;

import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import org.docex.json.Jsons;
import org.docex.paging.Ids;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event's row. It begins {@code PENDING} and is never changed here; it names what it is about without a foreign key. */
@Entity
@Table(name = "doc_events")
@NamedQuery(name = "DocEvent.first", query = "SELECT MIN(e.sequence) FROM DocEvent e WHERE e.eventTimestamp >= :oldest")
@NamedQuery(name = "DocEvent.expire", query = "DELETE FROM DocEvent e WHERE e.eventTimestamp < :before")
public class DocEvent {
    private static final String SOURCE = "docex";

    @Id
    private String id = "";

    private long sequence;

    @Column(name = "basket_id")
    private @Nullable String basketId;

    @Column(name = "document_id")
    private @Nullable String documentId;

    @Column(name = "event_type")
    private String eventType = "";

    @Column(name = "event_timestamp")
    private Instant eventTimestamp = Instant.EPOCH;

    private @Nullable String data;

    private String source = SOURCE;

    private String status = "PENDING";

    protected DocEvent() {}

    DocEvent(long sequence, Optional<String> basketId, Optional<String> documentId, String type, Instant time, String data) {
        this.id = Ids.next("evt_");
        this.sequence = sequence;
        this.basketId = basketId.orElse(null);
        this.documentId = documentId.orElse(null);
        this.eventType = type;
        this.eventTimestamp = time;
        this.data = data;
    }

    EventView view() {
        return new EventView(sequence, eventType, Optional.ofNullable(basketId), Optional.ofNullable(documentId),
                data == null ? JsonValue.NULL : Jsons.read(data), source, status, eventTimestamp);
    }
}
