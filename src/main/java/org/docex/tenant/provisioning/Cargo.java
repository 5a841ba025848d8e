package org.docex.tenant.provisioning;

import org.docex.tenant.Boundary;
import java.io.IOException;
import java.sql.SQLException;

/** What an import brings into an empty boundary; was found right as a whole before the tenant's id was claimed. */
public interface Cargo {
    /** Nothing. */
    Cargo NONE = new Cargo() {
        @Override
        public void loadRows(Boundary boundary) {}

        @Override
        public void loadContent(Boundary boundary) {}
    };

    /** Writes all rows in one transaction of its own. */
    void loadRows(Boundary boundary) throws SQLException, IOException;

    /** Writes all content, synced. */
    void loadContent(Boundary boundary) throws IOException;
}
