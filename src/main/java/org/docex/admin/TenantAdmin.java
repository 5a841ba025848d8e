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
import org.docex.tenant.provisioning.TenantProvisioner;
import org.docex.tenant.registry.CachedTenantDirectory;
import org.docex.tenant.registry.Installation;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.SystemSource;
import org.docex.tenant.registry.SystemState;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantRegistry;

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

    /** @throws DocexException what {@link TenantProvisioner#create} refuses */
    public Tenant create(CreateTenant command, SystemContext admin) {
        requireTenancy();
        if (command.createdBy().filter(by -> !by.equals(admin.user())).isPresent()) {
            throw new DocexException(ErrorCode.REQUEST_INVALID,
                    "created_by is the user of the token. Leave it out, or write '" + admin.user() + "'.");
        }
        TenantId id = TenantId.business(command.tenantId());
        try {
            return provisioner.get().create(id, command.displayName(), admin.user(), command.isolationStrategy());
        } finally {
            directory.forget(id);
        }
    }

    /** @throws DocexException what {@link TenantProvisioner#repair} refuses */
    public Tenant repair(String tenantId) {
        requireTenancy();
        TenantId id = existing(tenantId).tenantId();
        try {
            return provisioner.get().repair(id);
        } finally {
            directory.forget(id);
        }
    }

    /** @throws DocexException {@code NOT_FOUND} */
    public Tenant get(String tenantId) {
        requireTenancy();
        return existing(tenantId);
    }

    public Page<Tenant> list(PageRequest request) {
        requireTenancy();
        SystemDatabase database = database();
        TenantId systemTenant = new TenantId(configuration.get().multiTenancy().bootstrapTenant().id());
        CursorKey key = database.read(statements -> Installation.read(database, statements))
                .orElseThrow(SystemSource::notBootstrapped).cursorKey(systemTenant);
        return new TenantRegistry(database).list(request, key);
    }

    private Tenant existing(String tenantId) {
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
