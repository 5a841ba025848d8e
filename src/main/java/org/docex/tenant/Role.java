package org.docex.tenant;

import java.util.Locale;

/** What a user may do inside a tenant; each role includes the ones before it. */
public enum Role {
    /** Reads everything but the audit. */
    READER,
    /** Also creates, changes and deletes baskets, documents and metadata. */
    USER,
    /** Also reads the audit, deletes in cascade, and keeps routes and processors. */
    ADMIN;

    /** The name as it stands in a token: {@code reader}, {@code user}, {@code admin}. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }
}
