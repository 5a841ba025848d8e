package org.docex.transfer;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;

/**
 * The names in an archive, in their order: the head, the tables, the content ({@code content/<document id>/<version>}), and a
 * manifest that {@code sha256sum -c} accepts.
 */
final class Archive {
    static final int FORMAT = 1;
    static final String HEAD = "docex-archive.json";
    static final String MANIFEST = "SHA256SUMS";
    /** Two empty blocks end a tar archive. */
    static final int END = 2 * TarHeader.BLOCK;

    private Archive() {}

    static String content(String documentId, long version) {
        return "content/" + documentId + "/" + version;
    }

    /** A line of the manifest. */
    static String line(String hash, String name) {
        return hash + "  " + name + "\n";
    }

    static DocexException invalid(String what) {
        return new DocexException(ErrorCode.ARCHIVE_INVALID, "The archive is refused: " + what + " Nothing was changed.");
    }
}
