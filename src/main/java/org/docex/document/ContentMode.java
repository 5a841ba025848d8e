package org.docex.document;

import jakarta.json.stream.JsonParser;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.json.Jsons;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a content is read: as the bytes it is, as text, or as JSON; both of the latter are sent as UTF-8. */
enum ContentMode {
    BYTES, TEXT, JSON;

    static final List<String> NAMES = List.of("bytes", "text", "json");

    private static final Pattern CHARSET = Pattern.compile(";charset=\"?([^\";]+)");
    private static final long LONGEST_JSON = 1 << 24;
    private static final int BUFFER = 1 << 15;

    static ContentMode of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String mediaType() {
        return this == JSON ? "application/json" : "text/plain;charset=UTF-8";
    }

    /**
     * Reads a content to its end and throws when it cannot be read this way.
     *
     * @throws DocexException {@code CONTENT_UNREADABLE}
     */
    void check(InputStream bytes, long size, String contentType) throws IOException {
        if (this == JSON && size > LONGEST_JSON) {
            throw unreadable("has more than " + LONGEST_JSON + " bytes, and is not read as JSON here. Read it as text or bytes", null);
        }
        try (Reader text = text(bytes, contentType)) {
            if (this == JSON) {
                checkJson(text);
            } else {
                text.transferTo(Writer.nullWriter());
            }
        } catch (CharacterCodingException e) {
            throw unreadable("is no text in " + charset(contentType) + ". Read the bytes, or PUT the content with the right charset in its type", e);
        }
    }

    private static void checkJson(Reader text) throws CharacterCodingException {
        try (JsonParser parser = Jsons.PROVIDER.createParser(text)) {
            boolean any = false;
            while (parser.hasNext()) {
                parser.next();
                any = true;
            }
            if (!any) {
                throw unreadable("is empty, which is no JSON", null);
            }
        } catch (DocexException e) {
            throw e;
        } catch (RuntimeException e) { // of several kinds, by what is wrong
            if (e.getCause() instanceof CharacterCodingException coding) {
                throw coding;
            }
            throw unreadable("is no JSON. Read it as text or bytes", e);
        }
    }

    /** Writes as UTF-8 what was checked before. */
    void copy(InputStream bytes, String contentType, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        try (Reader text = text(bytes, contentType)) {
            text.transferTo(writer);
        }
        writer.flush();
    }

    /** A byte order mark of UTF-8 is no part of the text. */
    private static Reader text(InputStream bytes, String contentType) throws IOException {
        Charset charset = charset(contentType);
        PushbackInputStream in = new PushbackInputStream(bytes, 3);
        if (charset.equals(StandardCharsets.UTF_8)) {
            byte[] mark = in.readNBytes(3);
            if (!(mark.length == 3 && (mark[0] & 0xff) == 0xef && (mark[1] & 0xff) == 0xbb && (mark[2] & 0xff) == 0xbf)) {
                in.unread(mark);
            }
        }
        return new BufferedReader(new InputStreamReader(in, charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)), BUFFER);
    }

    private static Charset charset(String contentType) {
        Matcher charset = CHARSET.matcher(contentType);
        if (!charset.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(charset.group(1).strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw unreadable("says it is in '" + charset.group(1) + "', which this server does not know. Read the bytes", e);
        }
    }

    private static DocexException unreadable(String why, @Nullable Throwable cause) {
        return new DocexException(ErrorCode.CONTENT_UNREADABLE, "The content " + why + ".", cause);
    }
}
