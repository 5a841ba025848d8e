package org.docex.tenant.registry;

import java.util.Optional;

/** The versions of the tables that this build works with. Another version is refused and never migrated by the server. */
public final class SchemaVersions {
    public static final String SYSTEM = "1";
    public static final String TENANT = "1";

    private SchemaVersions() {}

    /** Why this build refuses tables of this version, and the cure; empty for those it knows. */
    public static Optional<String> tenantFault(String version) {
        return version.equals(TENANT) ? Optional.empty() : Optional.of("The tenant's tables have version " + version
                + ", this server knows " + TENANT + ". Run 'docex upgrade', or the server that fits.");
    }
}
