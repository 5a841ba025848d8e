package org.docex.document;

import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The media type of a content: the one that was given, else what Apache Tika's list of types makes of bytes and name. */
final class ContentTypes {
    static final String UNKNOWN = "application/octet-stream";

    private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();

    private ContentTypes() {}

    /**
     * @param given {@code application/octet-stream} when nobody knows
     * @param head the first bytes
     */
    static String of(String given, String name, byte[] head) {
        return given.equals(UNKNOWN) ? detected(name, head) : given;
    }

    private static String detected(String name, byte[] head) {
        Metadata known = new Metadata();
        known.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        try {
            return TYPES.detect(new ByteArrayInputStream(head), known).toString();
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory could not be read", e);
        }
    }
}
