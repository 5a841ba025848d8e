package org.docex.health;

import java.util.Locale;

/** The parts of a server that have to work. */
public enum Part {
    BOOTSTRAP,
    SYSTEM_DATABASE,
    SCHEMA_VERSIONS,
    TENANT_DATASOURCE,
    STORAGE,
    /** The issuer of tokens; only where one is configured. */
    ISSUER;

    /** As health answers name it, for example {@code system-database}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
