package org.docex.tenant.context;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The {@code @TenantScoped} beans of one unit. One thread at a time. */
final class UnitBeans {
    private record Instance<T>(Contextual<T> bean, T value, CreationalContext<T> creation) {
        void destroy() {
            bean.destroy(value, creation);
        }
    }

    private final Map<Contextual<?>, Instance<?>> instances = new LinkedHashMap<>();

    @SuppressWarnings("unchecked")
    <T> Optional<T> get(Contextual<T> bean) {
        return Optional.ofNullable((Instance<T>) instances.get(bean)).map(Instance::value);
    }

    <T> T create(Contextual<T> bean, CreationalContext<T> creation) {
        T value = bean.create(creation);
        instances.put(bean, new Instance<>(bean, value, creation));
        return value;
    }

    void destroy(Contextual<?> bean) {
        Optional.ofNullable(instances.remove(bean)).ifPresent(Instance::destroy);
    }

    void destroy() {
        instances.values().forEach(Instance::destroy);
        instances.clear();
    }
}
