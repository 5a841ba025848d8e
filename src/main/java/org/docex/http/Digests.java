package org.docex.http;

import jakarta.ws.rs.core.HttpHeaders;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code Repr-Digest} and {@code Content-Digest} with sha-256 (RFC 9530). */
public final class Digests {
    public static final String REPR_DIGEST = "Repr-Digest";
    private static final Pattern SHA_256 = Pattern.compile("(?:^|,)\\s*sha-256=:([A-Za-z0-9+/=]*):\\s*(?:[,;]|$)");

    private Digests() {}

    /** @param checksum 64 hex digits */
    public static String reprDigest(String checksum) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(checksum)) + ":";
    }

    /** @throws DocexException {@code DIGEST_MISMATCH} when a digest was sent and is another one, {@code REQUEST_INVALID} for a SHA
     *     that cannot be checked */
    public static void check(HttpHeaders headers, String checksum) {
        List<String> given = Stream.of(REPR_DIGEST, "Content-Digest").flatMap(name -> Optional.ofNullable(headers.getHeaderString(name)).stream()).toList();
        if (given.stream().anyMatch(digest -> digest.toLowerCase(Locale.ROOT).contains("sha-") && !SHA_256.matcher(digest).find())) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, "The digest cannot be checked. Send sha-256=:<base64 of the digest>: or none; nothing was stored.");
        }
        given.stream().map(SHA_256::matcher).filter(Matcher::find)
                .filter(matcher -> !reprDigest(checksum).equals("sha-256=:" + matcher.group(1) + ":"))
                .findFirst().ifPresent(different -> {
                    throw new DocexException(ErrorCode.DIGEST_MISMATCH,
                            "The bytes that arrived have another SHA-256 than announced; nothing was stored. Send them again.");
                });
    }
}
