package org.docex.http;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One range of bytes (RFC 9110, section 14).
 *
 * @param first its first position
 * @param length how many
 */
public record ByteRange(long first, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * The range a header asks for; empty when the whole is to be sent: without a header, with several ranges, or with one
     * that is not understood.
     *
     * @throws DocexException {@code RANGE_NOT_SATISFIABLE} for a range behind the end
     */
    public static Optional<ByteRange> of(Optional<String> header, long size) {
        Optional<Matcher> matcher = header.map(text -> ONE.matcher(text.strip())).filter(Matcher::matches);
        if (matcher.isEmpty() || matcher.get().group(1).isEmpty() && matcher.get().group(2).isEmpty()) {
            return Optional.empty();
        }
        String from = matcher.get().group(1);
        String to = matcher.get().group(2);
        if (from.isEmpty()) {
            long last = Math.min(Long.parseLong(to), size);
            return checked(size - last, last, size);
        }
        long first = Long.parseLong(from);
        long end = to.isEmpty() ? size - 1 : Long.parseLong(to);
        if (end < first && !to.isEmpty()) {
            return Optional.empty();
        }
        return checked(first, Math.min(end, size - 1) - first + 1, size);
    }

    private static Optional<ByteRange> checked(long first, long length, long size) {
        if (first >= size || length <= 0) {
            throw new DocexException(ErrorCode.RANGE_NOT_SATISFIABLE, "The content has " + size + " bytes.");
        }
        return Optional.of(new ByteRange(first, length));
    }

    /** The {@code Content-Range} of the answer. */
    public String contentRange(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
}
