package org.docex.transfer;

import java.sql.SQLException;

/** Whether a database refuses rows for what they are, and not because it cannot work. */
final class RowRefusal {
    private RowRefusal() {}

    /** SQLSTATE classes 22 and 23, data and integrity constraints (PostgreSQL manual, appendix A). */
    static boolean is(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("22") || state.startsWith("23") || String.valueOf(e.getMessage()).contains("SQLITE_CONSTRAINT");
    }
}
