package org.docex.admin;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.docex.config.Configuration;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.paging.CursorKey;
import org.docex.paging.Page;
import org.docex.paging.PageRequest;
import org.docex.security.SystemContext;
import org.docex.tenant.TenantId;
import org.docex.tenant.lifecycle.StorageReport;
import org.docex.tenant.lifecycle.StorageSweep;
import org.docex.tenant.lifecycle.TenantLifecycle;
import org.docex.tenant.plan.JournalEntry;
import org.docex.tenant.provisioning.TenantProvisioner;
import org.docex.tenant.registry.CachedTenantDirectory;
import org.docex.tenant.registry.Installation;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.SystemSource;
import org.docex.tenant.registry.SystemState;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantRegistry;
import java.util.Optional;
import java.util.function.Supplier;

/** What operators do to tenants. The system database is no part of a JTA transaction. */
@Stateless
@TransactionManagement(TransactionManagementType.BEAN)
public class TenantAdmin {
    @Inject
    Configuration configuration;

    @Inject
    SystemSource system;

    @Inject
    Instance<TenantProvisioner> provisioner;

    @Inject
    CachedTenantDirectory directory;

    @Inject
    Instance<StorageSweep> sweep;

    /** @throws DocexException what {@link TenantProvisioner#create} refuses */
    public Tenant create(CreateTenant command, SystemContext admin) {
        requireTenancy();
        if (command.createdBy().filter(by -> !by.equals(admin.user())).isPresent()) {
            throw new DocexException(ErrorCode.REQUEST_INVALID,
                    "created_by is the user of the token. Leave it out, or write '" + admin.user() + "'.");
        }
        TenantId id = TenantId.business(command.tenantId());
        return changing(id, () -> provisioner.get().create(id, command.displayName(), admin.user(), command.isolationStrategy()));
    }

    /**
     * @return the tenant; empty when what was cut off was taken back
     * @throws DocexException what {@link TenantProvisioner#repair} refuses
     */
    public Optional<Tenant> repair(String tenantId) {
        TenantId id = existing(tenantId).tenantId();
        return changing(id, () -> provisioner.get().repair(id));
    }

    /** A change of an existing tenant, as {@link TenantLifecycle} describes it; this node goes by it at once. */
    public <T> T change(String tenantId, Change<T> change) {
        TenantId id = existing(tenantId).tenantId();
        return changing(id, () -> change.run(provisioner.get().lifecycle(), id));
    }

    /** Something done to one tenant. */
    @FunctionalInterface
    public interface Change<T> {
        T run(TenantLifecycle lifecycle, TenantId id);
    }

    private <T> T changing(TenantId id, Supplier<T> change) {
        try {
            return change.get();
        } finally {
            directory.forget(id);
        }
    }

    /**
     * An id that nobody has or had, so that nothing is received in vain.
     *
     * @throws DocexException {@code TENANT_ID_INVALID}, {@code TENANT_EXISTS}
     */
    public TenantId free(String tenantId) {
        requireTenancy();
        TenantId id = TenantId.business(tenantId);
        TenantRegistry registry = new TenantRegistry(database());
        if (registry.find(id).isPresent()) {
            throw TenantRegistry.exists(id);
        }
        return id;
    }

    /** @throws DocexException what {@link TenantLifecycle#exportable} refuses */
    public Tenant exportable(String tenantId) {
        return provisioner.get().lifecycle().exportable(existing(tenantId).tenantId());
    }

    /**
     * What a tenant has in the storages, and without what nobody names when that is to be removed.
     *
     * @throws DocexException what {@link StorageSweep#run} refuses
     */
    public StorageReport storage(String tenantId, SystemContext admin, boolean remove) {
        return sweep.get().run(existing(tenantId).tenantId(), admin.user(), remove);
    }

    /** @throws DocexException {@code NOT_FOUND} */
    public Tenant get(String tenantId) {
        return existing(tenantId);
    }

    public Page<JournalEntry> journal(String tenantId, PageRequest request) {
        TenantId id = existing(tenantId).tenantId();
        return provisioner.get().lifecycle().journal(id, request, cursorKey(database()));
    }

    public Page<Tenant> list(PageRequest request) {
        requireTenancy();
        SystemDatabase database = database();
        return new TenantRegistry(database).list(request, cursorKey(database));
    }

    private CursorKey cursorKey(SystemDatabase database) {
        TenantId systemTenant = new TenantId(configuration.get().multiTenancy().bootstrapTenant().id());
        return database.read(statements -> Installation.read(database, statements))
                .orElseThrow(SystemSource::notBootstrapped).cursorKey(systemTenant);
    }

    private Tenant existing(String tenantId) {
        requireTenancy();
        DocexException unknown = new DocexException(ErrorCode.NOT_FOUND, "There is no such tenant.");
        TenantId id;
        try {
            id = new TenantId(tenantId);
        } catch (DocexException notAnId) {
            throw unknown;
        }
        return new TenantRegistry(database()).find(id).orElseThrow(() -> unknown);
    }

    private SystemDatabase database() {
        SystemDatabase database = system.get();
        try {
            database.read(statements -> {
                SystemState.require(database, statements, configuration.get());
                return true;
            });
        } catch (DocexException e) {
            throw SystemState.explain(e);
        }
        return database;
    }

    private void requireTenancy() {
        if (!configuration.get().multiTenancy().enabled()) {
            throw new DocexException(ErrorCode.SINGLE_TENANT, "This installation has no tenants. "
                    + "Make a new installation with multi_tenancy.enabled: true.");
        }
    }
}
