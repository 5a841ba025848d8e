package org.docex.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything {@code docex.yaml} says.
 *
 * @param file the file it was read from
 * @param storages the operator's storages by name; {@code documents} is always there
 */
public record DocexConfig(
        Path file, MultiTenancy multiTenancy, Database database, Map<String, Storage> storages, Security security,
        Limits limits, Transfer transfer, Events events, Sweep sweep) {

    public static final String DEFAULT_STORAGE = "documents";

    /** The folder every relative path starts at. */
    public Path home() {
        return file.getParent();
    }

    /**
     * @param enabled false makes the installation one boundary without tenants
     * @param isolationStrategy {@code schema} or {@code database}, as the type of database decides
     * @param deletionGrace how long a deletion can be taken back
     */
    public record MultiTenancy(
            boolean enabled, String isolationStrategy, BootstrapTenant bootstrapTenant, Duration deletionGrace) {}

    /** The system tenant and its boundary. */
    public record BootstrapTenant(String id, String displayName, String schema, Path databasePath) {}

    /** Which database, and how a tenant's boundary is named in it. */
    public sealed interface Database {
        /** {@code sqlite} or {@code postgres}. */
        String type();
    }

    /**
     * @param pathTemplate relative to the home folder, with {@code {tenant_id}}
     * @param maxOpenFiles how many tenants' files stay open while idle
     * @param writerWait how long a change waits for another change of the same tenant
     * @param transactionTimeout after which a transaction is rolled back
     */
    public record Sqlite(String pathTemplate, int maxOpenFiles, Duration writerWait, Duration transactionTimeout)
            implements Database {
        @Override
        public String type() {
            return "sqlite";
        }
    }

    /**
     * @param schemaTemplate with {@code {tenant_id}}
     * @param rolePerTenant false gives up the second wall
     * @param tenantsLogin who gets the rights when there is no role per tenant
     */
    public record Postgres(String schemaTemplate, boolean rolePerTenant, String tenantsLogin) implements Database {
        @Override
        public String type() {
            return "postgres";
        }
    }

    /** A named storage. */
    public record Storage(
            String name, String type, Optional<Path> path, Optional<S3> s3, Optional<String> pathNamespace,
            Optional<String> prefix) {}

    /**
     * What an S3 storage names.
     *
     * @param endpoint of a server that is not Amazon's
     * @param pathStyle whether the bucket stands in the path and not in the host's name
     * @param checksums {@code when_supported} or {@code when_required}, which many other servers need
     * @param credentials by default what the AWS SDK finds: environment, profile, the machine's role
     */
    public record S3(
            Optional<String> bucket, Optional<String> region, Optional<String> endpoint, boolean pathStyle, String checksums,
            Optional<Credentials> credentials) {}

    /** Keys of an S3 account; never shown. */
    public record Credentials(String accessKey, String secretKey, Optional<String> sessionToken) {
        @Override
        public String toString() {
            return "Credentials[…]";
        }
    }

    /** Who may sign tokens. */
    public record Security(boolean localKey, Optional<Issuer> issuer) {}

    /** An OpenID Connect or OAuth 2 issuer and how its claims become a context. */
    public record Issuer(String url, String audience, String jwksUri, List<String> algorithms, Claims claims) {}

    /** Claim names. */
    public record Claims(String user, String email, String tenant, String roles) {}

    /**
     * @param spoolPath where exports and imports keep what they must have complete; nothing stays there
     * @param maxArchiveBytes the longest archive that is imported
     */
    public record Transfer(Path spoolPath, long maxArchiveBytes) {}

    /** @param retention how long events are kept; for ever when it is empty */
    public record Events(Optional<Duration> retention) {}

    /**
     * How storages are swept of what a crash left.
     *
     * @param grace how old an object is at least that may go
     * @param every how often the server does it by itself; never when it is empty
     */
    public record Sweep(Duration grace, Optional<Duration> every) {}

    /**
     * @param maxUploadBytes the longest body of a document
     * @param minFreeBytes below this a storage takes nothing new
     */
    public record Limits(long maxUploadBytes, long minFreeBytes) {}
}
