package org.docex.tenant.registry;

import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.config.DocexConfig.Sqlite;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.tenant.Boundary;
import org.docex.tenant.Boundary.DatabaseFile;
import org.docex.tenant.Boundary.Schema;
import org.docex.tenant.TenantId;
import java.util.Optional;

/** Names and makes boundaries from the configuration and the register. */
public final class Boundaries {
    /** The id behind the one boundary of an installation without tenants; no tenant can have it. */
    public static final TenantId SINGLE = new TenantId("_docex_single_");

    private final DocexConfig config;

    public Boundaries(DocexConfig config) {
        this.config = config;
    }

    /** PostgreSQL: the schema of a tenant. */
    public String schemaName(Postgres postgres, TenantId tenant) {
        return postgres.schemaTemplate().replace("{tenant_id}", rendered(tenant));
    }

    /** SQLite: the file of a tenant, relative to the home folder. */
    public String databasePath(Sqlite sqlite, TenantId tenant) {
        return sqlite.pathTemplate().replace("{tenant_id}", rendered(tenant));
    }

    /** PostgreSQL: the role of a tenant in this installation; empty where roles are off. */
    public Optional<String> roleName(Postgres postgres, Installation installation, TenantId tenant) {
        return postgres.rolePerTenant()
                ? Optional.of("docex_" + installation.id() + "_t_" + rendered(tenant))
                : Optional.empty();
    }

    /**
     * @throws DocexException {@code TENANT_ID_INVALID} for an id that is reserved or whose boundary would be the system's
     */
    public void refuseReserved(TenantId tenant) {
        DocexConfig.BootstrapTenant system = config.multiTenancy().bootstrapTenant();
        boolean meetsSystem = config.database() instanceof Postgres postgres
                ? schemaName(postgres, tenant).equals(system.schema())
                : config.home().resolve(databasePath((Sqlite) config.database(), tenant)).normalize()
                        .equals(system.databasePath());
        if (tenant.isReserved() || tenant.value().equals(system.id()) || meetsSystem) {
            throw new DocexException(ErrorCode.TENANT_ID_INVALID,
                    "The tenant id '" + tenant + "' is reserved. Choose another one.");
        }
    }

    /** The boundary of a registered tenant. */
    public Boundary of(Tenant tenant, Installation installation) {
        Boundary.Place place = tenant.schemaName()
                .<Boundary.Place>map(schema -> new Schema(schema, tenant.roleName()))
                .orElseGet(() -> new DatabaseFile(config.home().resolve(tenant.databasePath().orElseThrow()).normalize()));
        return new Boundary(tenant.tenantId(), place, Optional.of(tenant.tenantId().value()),
                installation.cursorKey(tenant.tenantId()));
    }

    /** The one boundary of an installation without tenants. */
    public Boundary single(Installation installation) {
        Boundary.Place place = config.database() instanceof Postgres postgres
                ? new Schema(schemaName(postgres, SINGLE), roleName(postgres, installation, SINGLE))
                : new DatabaseFile(config.home().resolve(databasePath((Sqlite) config.database(), SINGLE)).normalize());
        return new Boundary(SINGLE, place, Optional.empty(), installation.cursorKey(SINGLE));
    }

    private static String rendered(TenantId tenant) {
        return tenant.equals(SINGLE) ? "single" : tenant.value();
    }
}
