package org.docex.tenant.isolation;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import org.docex.paging.SortableTime;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.platform.database.PostgreSQL10Platform;
import org.sqlite.core.CoreStatement;

/**
 * The one dialect for both databases, named in {@code persistence.xml} so that nothing is detected. SQLite understands the
 * PostgreSQL that EclipseLink writes; its times are text that sorts like the times.
 */
public final class TenantPlatform extends PostgreSQL10Platform {
    private static final long serialVersionUID = 1L;

    @Override
    public void setParameterValueInDatabaseCall(
            Object parameter, PreparedStatement statement, int index, AbstractSession session) throws SQLException {
        if (parameter instanceof Timestamp time && statement instanceof CoreStatement) {
            statement.setString(index, SortableTime.format(time.toInstant()));
        } else {
            super.setParameterValueInDatabaseCall(parameter, statement, index, session);
        }
    }
}
