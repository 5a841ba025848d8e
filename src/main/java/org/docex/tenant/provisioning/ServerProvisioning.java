package org.docex.tenant.provisioning;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.docex.config.Configuration;
import org.docex.storage.OpenBlobs;
import org.docex.storage.ServerStorages;
import org.docex.tenant.Boundary;
import org.docex.tenant.isolation.BoundaryConnections;
import org.docex.tenant.isolation.TenantConnections;
import org.docex.tenant.lifecycle.StorageSweep;
import org.docex.tenant.plan.PlanListener;
import org.docex.tenant.plan.PlanListener.PlanEnd;
import org.docex.tenant.plan.StepEvent;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.SystemSource;
import org.jspecify.annotations.Nullable;

/** The provisioner of the running server, over the container's data source; its steps and ends are CDI events. */
@ApplicationScoped
class ServerProvisioning {
    @Inject
    Configuration configuration;

    @Inject
    SystemSource system;

    @Inject
    Event<StepEvent> steps;

    @Inject
    Event<PlanEnd> ends;

    @Inject
    TenantConnections connections;

    @Inject
    OpenBlobs blobs;

    @Inject
    ServerStorages storages;

    private volatile @Nullable TenantProvisioner provisioner;

    /** One for all, because it holds the locks of the plans it walks. */
    @Produces
    TenantProvisioner provisioner() {
        TenantProvisioner known = provisioner;
        return known == null ? make() : known;
    }

    /** Made anew for each use; the storages behind it are the server's. */
    @Produces
    StorageSweep storageSweep(BoundaryConnections boundaries) {
        return provisioner().storageSweep(boundaries);
    }

    private synchronized TenantProvisioner make() {
        TenantProvisioner known = provisioner;
        if (known == null) {
            SystemDatabase database = system.get();
            known = new TenantProvisioner(configuration.get(), database, storages.get(), new PlanListener() {
                @Override
                public void step(StepEvent event) {
                    steps.fire(event);
                }

                @Override
                public void removing(Boundary boundary) {
                    boundary.storageSegment().ifPresent(blobs::end);
                }

                @Override
                public void settling(Boundary boundary) {
                    connections.release(boundary);
                }

                @Override
                public void ended(PlanEnd end) {
                    ends.fire(end);
                }
            });
            provisioner = known;
        }
        return known;
    }
}
