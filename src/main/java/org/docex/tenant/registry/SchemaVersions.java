package org.docex.tenant.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The versions of the tables that this build works with. Another version is refused and never migrated by the server. */
public final class SchemaVersions {
    public static final String SYSTEM = "2";

    /** The versions of a tenant's tables that ever were, oldest first, from {@code db/migration/tenant-versions.txt}. */
    public static final List<Version> TENANT_VERSIONS = read();

    public static final String TENANT = TENANT_VERSIONS.get(TENANT_VERSIONS.size() - 1).number();

    private SchemaVersions() {}

    /**
     * A version and the script that leads to it.
     *
     * @param name as in the script's file name
     */
    public record Version(String number, String name) {
        public String script() {
            return "V" + number + "__" + name + ".sql";
        }

        public String description() {
            return name.replace('_', ' ');
        }
    }

    /** Whether tables of this version are ours or older ones. */
    public static boolean isTenantKnown(String version) {
        return TENANT_VERSIONS.stream().anyMatch(known -> known.number().equals(version));
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

    private static List<Version> read() {
        String name = "/db/migration/tenant-versions.txt";
        try (InputStream in = SchemaVersions.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8).lines()
                    .map(line -> line.split(" ")).map(parts -> new Version(parts[0], parts[1])).toList();
        } catch (IOException e) {
            throw new IllegalStateException("The build lacks " + name, e);
        }
    }
}
