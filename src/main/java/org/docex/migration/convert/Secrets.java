package org.docex.migration.convert;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.docex.json.Jsons;
import org.docex.migration.report.FindingKind;
import org.docex.storage.Sha256;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Moves what is secret out of the configuration of routes and processors: each value into a place of its own, and a reference
 * {@code ${file:…}} into the row, as {@code docex.yaml} has them.
 */
public final class Secrets {
    /** A key whose last word says it; {@code max_tokens} and {@code token_url} are none. */
    private static final Pattern SECRET = Pattern.compile("(.*_)?(password|passwd|pwd|pass|passphrase|pass_phrase|secret|secrets|token|bearer|pin|"
            + "credentials?|authorization|auth|cookie|signature|sig|sas|dsn|pem|"
            + "(api|access|private|account|shared|secret|signing|encryption|subscription)_?key|connection_?string|sas_?url)(_[0-9]+)?");
    /** An object of this name holds a user's name too. */
    private static final Pattern AUTH = Pattern.compile("(?i)(.*\\.)?auth");
    private static final Pattern WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+");
    /** Logins in addresses, parameters that are secrets, schemes of authentication, private keys. */
    private static final Pattern SECRET_TEXT = Pattern.compile("(?is).*(://[^/?#\\s]*@|://[^?#\\s]*:[^?#\\s]*@|"
            + "\\b(password|passwd|pwd|secret|token|api_?key|sig|accountkey)\\s*[=:]\\s*[^\\s;&,]|\\b(bearer|basic)\\s+[a-z0-9+/=._-]{8,}|"
            + "-----begin [a-z ]*private key).*");

    private static final int LONGEST = 60;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1," + LONGEST + "}");

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
            boolean inherited = secret && !AUTH.matcher(key).matches();
            JsonObjectBuilder moved = Jsons.PROVIDER.createObjectBuilder();
            object.forEach((below, inner) -> moved.add(below, moved(key + "." + below, inner, inherited || isSecret(below), subject,
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
        boolean carriesLogin = value instanceof JsonString text && SECRET_TEXT.matcher(text.getString()).matches();
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

    /** A whole value that is no object, and might be a secret as a whole. */
    String whole(String name, String value) {
        return vault.keep(name, value);
    }

    /** A name of a file for a key; one that has to be changed for that gets a digest, so that no two share a file. */
    private static String safe(String key) {
        return PLAIN.matcher(key).matches() ? key : Texts.cut(key.replaceAll("[^A-Za-z0-9_-]", "_"), LONGEST) + "-" + Sha256.hex(key).substring(0, 16);
    }
}
