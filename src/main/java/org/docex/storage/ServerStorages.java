package org.docex.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.docex.config.Configuration;
import org.jspecify.annotations.Nullable;

/** The storages of this server: one for all, because it holds connections. */
@ApplicationScoped
public class ServerStorages {
    @Inject
    Configuration configuration;

    private volatile @Nullable Storages storages;

    public Storages get() {
        Storages known = storages;
        return known == null ? make() : known;
    }

    private synchronized Storages make() {
        Storages known = storages;
        if (known == null) {
            known = new Storages(configuration.get());
            storages = known;
        }
        return known;
    }

    synchronized void close() {
        Storages known = storages;
        if (known != null) {
            known.close();
        }
    }
}
