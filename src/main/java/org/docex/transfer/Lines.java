package org.docex.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Lines of UTF-8, one at a time and none longer than a row can be. */
final class Lines implements Iterator<String>, AutoCloseable {
    private static final int LONGEST = 64 << 20;

    private final InputStream in;
    private Optional<String> next;

    Lines(InputStream in) throws IOException {
        this.in = in;
        this.next = read();
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public String next() {
        String line = next.orElseThrow(NoSuchElementException::new);
        try {
            next = read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line;
    }

    private Optional<String> read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one; (one = in.read()) != '\n'; line.write(one)) {
            if (one < 0) {
                if (line.size() > 0) {
                    throw Archive.invalid("a table's last line has no end.");
                }
                return Optional.empty();
            }
            if (line.size() >= LONGEST) {
                throw Archive.invalid("a row is longer than " + LONGEST + " bytes.");
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line.toByteArray())).toString());
        } catch (CharacterCodingException e) {
            throw Archive.invalid("a row is not UTF-8.");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
