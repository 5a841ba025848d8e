package org.docex.http;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.util.Arrays;
import java.util.Optional;

/** Strong entity tags from row versions, and the preconditions on them (RFC 9110, section 13). */
public final class EntityTags {
    private EntityTags() {}

    public static EntityTag of(long rowVersion) {
        return of(Long.toString(rowVersion));
    }

    /** @param tag without quotes */
    public static EntityTag of(String tag) {
        return new EntityTag(tag);
    }

    /**
     * Checks {@code If-Match} before a change.
     *
     * @throws DocexException {@code PRECONDITION_REQUIRED} without the header, {@code PRECONDITION_FAILED} when it does not
     *     name the current version
     */
    public static void requireMatch(HttpHeaders headers, long rowVersion) {
        String given = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if (given == null) {
            throw new DocexException(ErrorCode.PRECONDITION_REQUIRED,
                    "Send If-Match with the ETag of the version that you change.");
        }
        checkMatch(headers, rowVersion);
    }

    /** Checks {@code If-Match} where it may be left out. */
    public static void checkMatch(HttpHeaders headers, long rowVersion) {
        String given = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if (given != null && !names(given, Long.toString(rowVersion), false)) {
            throw new DocexException(ErrorCode.PRECONDITION_FAILED,
                    "It was changed meanwhile. Read it again and repeat the change with its ETag.");
        }
    }

    /** True when {@code If-None-Match} says that the caller has this version. */
    public static boolean isKnown(HttpHeaders headers, long rowVersion) {
        return isKnown(headers, Long.toString(rowVersion));
    }

    /** @param value of the tag, without quotes */
    public static boolean isKnown(HttpHeaders headers, String value) {
        return Optional.ofNullable(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH))
                .map(given -> names(given, value, true)).orElse(false);
    }

    private static boolean names(String header, String value, boolean weakCounts) {
        String tag = "\"" + value + "\"";
        return Arrays.stream(header.split(",")).map(String::strip)
                .anyMatch(one -> one.equals("*") || one.equals(tag) || weakCounts && one.equals("W/" + tag));
    }
}
