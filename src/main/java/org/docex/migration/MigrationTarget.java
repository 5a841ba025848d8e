package org.docex.migration;

import org.docex.config.DocexConfig;
import org.docex.tenant.registry.Installation;
import javax.sql.DataSource;

/** How a new installation's system database is reached and made. */
public interface MigrationTarget {
    /** A connection as the system login. */
    DataSource source(DocexConfig config);

    /** Makes roles, system boundary and keys where they are missing. */
    Installation bootstrap(DocexConfig config);
}
