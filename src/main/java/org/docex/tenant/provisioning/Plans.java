package org.docex.tenant.provisioning;

import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.storage.Storages;
import org.docex.tenant.TenantId;
import org.docex.tenant.registry.Boundaries;
import org.docex.tenant.registry.Installation;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.SystemState;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantRegistry;

/** What the plans of one installation share: configuration, register, storages, locks, and the steps of its kind of database. */
final class Plans {
    private final DocexConfig config;
    private final SystemDatabase database;
    private final PlanListener listener;
    private final Storages storages;
    private final PlanLocks locks;
    private final DatabaseFilePlan files;

    Plans(DocexConfig config, SystemDatabase database, PlanListener listener) {
        this.config = config;
        this.database = database;
        this.listener = listener;
        this.storages = new Storages(config);
        this.locks = new PlanLocks(database);
        this.files = new DatabaseFilePlan(config);
    }

    DocexConfig config() {
        return config;
    }

    SystemDatabase database() {
        return database;
    }

    TenantRegistry registry() {
        return new TenantRegistry(database);
    }

    PlanJournal journal() {
        return new PlanJournal(database);
    }

    Boundaries boundaries() {
        return new Boundaries(config);
    }

    Storages storages() {
        return storages;
    }

    PlanListener listener() {
        return listener;
    }

    PlanLocks.Lock lock(TenantId tenant) {
        return locks.take(tenant);
    }

    /** @param locked the database that a lock gave */
    PlanRunner runner(SystemDatabase locked) {
        return new PlanRunner(locked, listener);
    }

    BoundaryPlan boundary(Installation installation) {
        return config.database() instanceof Postgres postgres ? new SchemaPlan(postgres, installation, journal()) : files;
    }

    /** @throws DocexException {@code NOT_BOOTSTRAPPED}, {@code SCHEMA_VERSION_UNKNOWN}, {@code SINGLE_TENANT} */
    Installation installationWithTenants() {
        if (!config.multiTenancy().enabled()) {
            throw new DocexException(ErrorCode.SINGLE_TENANT, "This installation has no tenants. "
                    + "Make a new installation with multi_tenancy.enabled: true.");
        }
        return installation();
    }

    Installation installation() {
        try {
            return database.read(statements -> SystemState.require(database, statements, config));
        } catch (DocexException e) {
            throw SystemState.explain(e);
        }
    }

    /** @throws DocexException {@code NOT_FOUND}, {@code SYSTEM_TENANT} */
    Tenant existing(SystemDatabase locked, TenantId id) {
        Tenant tenant = locked.read(statements -> registry().find(statements, id)).orElseThrow(() -> new DocexException(
                ErrorCode.NOT_FOUND, "Tenant '" + id + "' does not exist."));
        if (tenant.isSystem()) {
            throw new DocexException(ErrorCode.SYSTEM_TENANT, "The system tenant is changed by no call. Name another tenant.");
        }
        return tenant;
    }
}
