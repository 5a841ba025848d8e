package org.docex.tenant.registry;

/** The versions of the tables that this build works with. Another version is refused and never migrated by the server. */
public final class SchemaVersions {
    public static final String SYSTEM = "1";
    public static final String TENANT = "1";

    private SchemaVersions() {}
}
