package org.docex.tenant.context;

import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import org.docex.tenant.TenantScoped;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/** The CDI context of {@link TenantScoped}: it is the current unit, and without one every bean in it refuses. */
final class TenantScopeContext implements AlterableContext {
    @Override
    public Class<? extends Annotation> getScope() {
        return TenantScoped.class;
    }

    @Override
    public <T> T get(Contextual<T> bean, CreationalContext<T> creation) {
        UnitBeans beans = beans();
        return beans.get(bean).orElseGet(() -> beans.create(bean, creation));
    }

    @Override
    public <T> @Nullable T get(Contextual<T> bean) {
        return beans().get(bean).orElse(null);
    }

    /** Always, so that a bean without a unit refuses with DocEX's own code and not with the container's. */
    @Override
    public boolean isActive() {
        return true;
    }

    @Override
    public void destroy(Contextual<?> bean) {
        beans().destroy(bean);
    }

    private static UnitBeans beans() {
        return TenantUnit.required().beans();
    }
}
