package org.docex.cli.client;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import org.docex.cli.output.JsonTexts;
import org.docex.cli.run.CliException;
import org.docex.cli.run.Environment;
import org.docex.cli.run.ExitCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The caller's token. It is read for its tenant, never verified: that is the server's. */
public record Token(String value) {
    private static final String TENANT_CLAIM = "tenant_id";

    /** The token of {@code DOCEX_TOKEN}, or of its file. */
    static Token ofEnvironment() {
        return ofEnvironmentIfSet().orElseThrow(() -> new CliException(ExitCode.REFUSED, "Set DOCEX_TOKEN, for example to the "
                + "output of 'docex token issue --user me --role docex-admin'; for baskets and documents to that of "
                + "'docex token issue --user me --role user --tenant acme'."));
    }

    public static Optional<Token> ofEnvironmentIfSet() {
        return Environment.secret("DOCEX_TOKEN").map(String::strip).map(text -> {
            if (!text.matches("[!-~]+")) {
                throw new CliException(ExitCode.USAGE, "DOCEX_TOKEN is no token: it has blanks, line breaks or other characters that no "
                        + "token has. Set it to the output of 'docex token issue' alone.");
            }
            return new Token(text);
        });
    }

    /** The tenant that the token names; empty for one that names none or is no JWT. */
    Optional<String> tenant() {
        String[] parts = value.split("\\.");
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonObject claims = JsonTexts.object(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
            return Optional.ofNullable(claims.get(TENANT_CLAIM)).filter(JsonString.class::isInstance)
                    .map(claim -> ((JsonString) claim).getString());
        } catch (IllegalArgumentException noJwt) {
            return Optional.empty();
        }
    }

    /** Refuses a tenant that is not the token's, before anything is sent. */
    void requireTenant(String expected) {
        if (tenant().isEmpty()) {
            throw new CliException(ExitCode.REFUSED, "The token names no tenant, but --tenant-id is " + expected
                    + ". Take a token of that tenant, or leave --tenant-id out: the token decides.");
        }
        if (!tenant().get().equals(expected)) {
            throw new CliException(ExitCode.REFUSED, "The token is one of tenant '" + tenant().get() + "', but --tenant-id is "
                    + expected + ". Take a token of that tenant, or correct --tenant-id.");
        }
    }

    /** Without the secret, so that no message can carry it. */
    @Override
    public String toString() {
        return "Token";
    }
}
