package org.docex.migration.convert;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.docex.json.Jsons;
import org.docex.migration.report.FindingKind;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Moves what is secret out of the configuration of routes and processors: each value into a place of its own, and a reference
 * {@code ${file:…}} into the row, as {@code docex.yaml} has them.
 */
public final class Secrets {
    /** A key whose last word says it; {@code max_tokens} and {@code token_url} are none. */
    private static final Pattern SECRET = Pattern.compile("(.*_)?(password|passwd|pwd|passphrase|secret|token|credentials?|authorization|cookie|signature|"
            + "(api|access|private|account|shared|secret|signing|encryption|subscription)_?key|connection_?string|sas_?url)(_[0-9]+)?");
    private static final Pattern WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+");
    private static final Pattern LOGIN_IN_ADDRESS = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s@]*:[^/\\s@]*@.*");

    private final Vault vault;

    /** Keeps secrets. */
    @FunctionalInterface
    public interface Vault {
        /**
         * @param name a path of letters, digits, {@code _}, {@code -} and {@code /}
         * @return the reference
         */
        String keep(String name, String value);
    }

    public Secrets(Vault vault) {
        this.vault = vault;
    }

    /** The same object with references in the place of secrets. */
    JsonObject moved(JsonObject config, String subject, String name, Remarks remarks) {
        JsonObjectBuilder moved = Jsons.PROVIDER.createObjectBuilder();
        config.forEach((key, value) -> moved.add(key, moved(key, value, isSecret(key), subject, name + "/" + safe(key), remarks)));
        return moved.build();
    }

    private JsonValue moved(String key, JsonValue value, boolean secret, String subject, String name, Remarks remarks) {
        if (value instanceof JsonObject object) {
            JsonObjectBuilder moved = Jsons.PROVIDER.createObjectBuilder();
            object.forEach((below, inner) -> moved.add(below, moved(key + "." + below, inner, secret || isSecret(below), subject,
                    name + "/" + safe(below), remarks)));
            return moved.build();
        }
        if (value instanceof JsonArray array) {
            JsonArrayBuilder moved = Jsons.PROVIDER.createArrayBuilder();
            for (int i = 0; i < array.size(); i++) {
                moved.add(moved(key + "[" + i + "]", array.get(i), secret, subject, name + "/" + i, remarks));
            }
            return moved.build();
        }
        boolean carriesLogin = value instanceof JsonString text && LOGIN_IN_ADDRESS.matcher(text.getString()).matches();
        if ((secret && isWorthHiding(value) || carriesLogin) && !isReference(value)) {
            String kept = value instanceof JsonString text ? text.getString() : value.toString();
            remarks.found(FindingKind.SECRET_MOVED, subject, key + " lies in " + name);
            return Jsons.PROVIDER.createValue(vault.keep(name, kept));
        }
        return value;
    }

    private static boolean isSecret(String key) {
        return SECRET.matcher(WORDS.matcher(key).replaceAll("_").toLowerCase(Locale.ROOT)).matches();
    }

    /** Numbers are secrets too (a PIN); flags and what is empty are none. */
    private static boolean isWorthHiding(JsonValue value) {
        return value instanceof JsonString text ? !text.getString().isEmpty() : value.getValueType() == JsonValue.ValueType.NUMBER;
    }

    private static boolean isReference(JsonValue value) {
        return value instanceof JsonString text && text.getString().matches("\\$\\{[^}]+}");
    }

    private static String safe(String key) {
        String safe = key.replaceAll("[^A-Za-z0-9_-]", "_");
        return safe.isEmpty() ? "_" : Texts.cut(safe, 60);
    }
}
