package org.docex.tenant.context;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/** Registers the context behind {@code @TenantScoped}. */
public class TenantScopeExtension implements Extension {
    void register(@Observes AfterBeanDiscovery discovery) {
        discovery.addContext(new TenantScopeContext());
    }
}
