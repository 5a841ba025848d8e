package org.docex.tenant.registry;

import org.docex.paging.CursorKey;
import org.docex.tenant.TenantId;
import org.docex.tenant.registry.SystemDatabase.Statements;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one row that says what this installation is.
 *
 * @param id 8 hex digits; part of every role's name and issuer of the local key's tokens
 * @param secret the root of the boundaries' keys; never leaves the server
 * @param tenancy whether it was made with tenants
 * @param singleSchemaVersion the version of the one boundary's tables, without tenancy
 */
public record Installation(
        String id, String secret, boolean tenancy, Optional<String> singleSchemaVersion, Instant createdAt) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "Installation " + id;
    }

    public static String newSecret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /** Reads the row; empty before the bootstrap has written it. */
    public static Optional<Installation> read(SystemDatabase database, Statements statements) throws SQLException {
        return statements.one("SELECT * FROM " + database.table("installation"), row -> new Installation(
                row.getString("id"), row.getString("secret"), row.getBoolean("tenancy"),
                Optional.ofNullable(row.getString("single_schema_version")), statements.time(row, "created_at")));
    }

    /** The key that signs the cursors of one tenant; derived, so that it needs no place of its own. */
    public CursorKey cursorKey(TenantId tenant) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(secret), "HmacSHA256"));
            return new CursorKey(mac.doFinal(("cursor " + tenant).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
        }
    }
}
