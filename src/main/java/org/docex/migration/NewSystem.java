package org.docex.migration;

import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.migration.convert.Conversion;
import org.docex.migration.convert.Texts;
import org.docex.migration.source.OldInstallation;
import org.docex.storage.Storages;
import org.docex.tenant.Boundary;
import org.docex.tenant.TenantId;
import org.docex.tenant.isolation.BoundaryJdbc;
import org.docex.tenant.provisioning.TenantProvisioner;
import org.docex.tenant.registry.Boundaries;
import org.docex.tenant.registry.Installation;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantRegistry;
import org.docex.tenant.registry.TenantStatus;
import java.util.Optional;
import javax.sql.DataSource;

/** The bootstrapped new installation: its tenants and how their boundaries are reached. */
record NewSystem(NewHome home, DocexConfig config, Installation installation, DataSource source, Storages storages) implements AutoCloseable {
    private static final int LONGEST_NAME = 255;

    boolean isPostgres() {
        return config.database() instanceof Postgres;
    }

    /** Where a boundary's rows are written and read. */
    BoundaryJdbc rows() {
        return new BoundaryJdbc(source);
    }

    /**
     * The boundary that an earlier run made.
     *
     * @throws DocexException {@code NOT_BOOTSTRAPPED} when there is none
     */
    Boundary existing(Moving moving) {
        return moving.tenant().isEmpty() ? boundaries().single(installation)
                : boundaries().of(new TenantRegistry(system()).find(moving.tenant().get()).orElseThrow(NewSystem::incomplete), installation);
    }

    /** The boundary, provisioned by the same plan as any other's where it is not there yet. */
    Boundary provisioned(Moving moving, OldInstallation old, MigrationWatcher watcher) {
        if (moving.tenant().isEmpty()) {
            return boundaries().single(installation);
        }
        TenantId id = moving.tenant().get();
        TenantProvisioner provisioner = new TenantProvisioner(config, system(), storages,
                event -> watcher.at(moving.label(), "boundary: " + event.step() + (event.before() ? " begins" : " done"), 0, 0));
        Optional<Tenant> tenant = new TenantRegistry(system()).find(id);
        if (tenant.filter(row -> row.status() == TenantStatus.PROVISIONING).isPresent()) {
            tenant = provisioner.repair(id);
        }
        String name = old.displayName(moving.from().id()).map(NewSystem::displayName).orElse(id.value());
        return boundaries().of(tenant.orElseGet(() -> provisioner.create(id, name, Conversion.BY)), installation);
    }

    private SystemDatabase system() {
        return SystemDatabase.of(config, source);
    }

    private Boundaries boundaries() {
        return new Boundaries(config);
    }

    private static String displayName(String old) {
        String name = Texts.cut(Texts.characters(old).replaceAll("\\p{Cntrl}", " "), LONGEST_NAME);
        return name.isBlank() ? "-" : name;
    }

    @Override
    public void close() {
        storages.close();
    }

    static DocexException incomplete() {
        return new DocexException(ErrorCode.NOT_BOOTSTRAPPED, "There is no completed migration to compare, or its record, "
                + "<home>/migration/ledger.db, was removed. Migrate into a new home to compare.");
    }
}
