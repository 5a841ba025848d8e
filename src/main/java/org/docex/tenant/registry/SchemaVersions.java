package org.docex.tenant.registry;

import java.util.Optional;

/** The versions of the tables that this build works with. Another version is refused and never migrated by the server. */
public final class SchemaVersions {
    public static final String SYSTEM = "2";
    public static final String TENANT = "1";

    private SchemaVersions() {}

    /** Whether tables of this version are ours or older ones. */
    public static boolean isTenantKnown(String version) {
        return version.matches("[1-9][0-9]{0,8}") && Integer.parseInt(version) <= Integer.parseInt(TENANT);
    }

    /** Why this build refuses a system boundary of this version, and the cure; empty for the one it knows. */
    static Optional<String> systemFault(String version) {
        return fault("The system boundary has", version, SYSTEM);
    }

    /** Why this build refuses tables of this version, and the cure; empty for those it knows. */
    public static Optional<String> tenantFault(String version) {
        return fault("The tenant's tables have", version, TENANT);
    }

    private static Optional<String> fault(String whose, String version, String known) {
        return version.equals(known) ? Optional.empty() : Optional.of(whose + " version " + version + ", this server knows "
                + known + ". Run 'docex upgrade', or the server that fits.");
    }
}
