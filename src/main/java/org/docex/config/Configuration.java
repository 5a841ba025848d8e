package org.docex.config;

import jakarta.enterprise.context.ApplicationScoped;
import org.docex.error.DocexException;
import org.jspecify.annotations.Nullable;

/** The configuration of the running server. A server without one starts and says so. */
@ApplicationScoped
public class Configuration {
    private volatile @Nullable DocexConfig loaded;

    /** @throws DocexException {@code NOT_CONFIGURED} as long as the file is missing or refused */
    public DocexConfig get() {
        DocexConfig current = loaded;
        if (current == null) {
            current = ConfigReader.readOfThisProcess();
            loaded = current;
        }
        return current;
    }
}
