package org.docex.json;

import jakarta.json.spi.JsonProvider;

/**
 * The implementation of Jakarta JSON, looked up once: every method of {@link jakarta.json.Json} looks through the whole class path
 * for it again, which costs more than a row does.
 */
public final class Jsons {
    public static final JsonProvider PROVIDER = JsonProvider.provider();

    private Jsons() {}
}
