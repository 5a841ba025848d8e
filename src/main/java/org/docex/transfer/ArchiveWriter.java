package org.docex.transfer;

import org.docex.storage.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Writes the files of an archive, each hashed on its way, and the manifest over them at the end. The last block is kept back
 * until {@link #complete}, so that nobody holds a complete archive before its SHA-256 is known.
 */
final class ArchiveWriter {
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final Spool manifest;
    private final long manifestStart;
    private final MessageDigest whole = Sha256.digest();
    private long written;

    /** @param manifest where the lines of the manifest wait; nobody else appends to it meanwhile */
    ArchiveWriter(OutputStream out, Spool manifest) {
        this.out = out;
        this.manifest = manifest;
        this.manifestStart = manifest.size();
    }

    void file(String name, byte[] content) throws IOException {
        header(new TarHeader(name, content.length));
        write(content, content.length);
        end(new TarHeader(name, content.length), Sha256.hex(content));
    }

    /**
     * @return the SHA-256 of what was read
     * @throws IOException also when the stream has another length
     */
    String file(String name, long size, InputStream content) throws IOException {
        TarHeader header = new TarHeader(name, size);
        header(header);
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[BUFFER];
        long left = size;
        for (int got; left > 0 && (got = content.read(buffer, 0, (int) Math.min(buffer.length, left))) > 0; left -= got) {
            digest.update(buffer, 0, got);
            write(buffer, got);
        }
        if (left > 0 || content.read() >= 0) {
            throw new IOException(name + " has another length than was recorded");
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        end(header, hash);
        return hash;
    }

    /** @return the SHA-256 of the archive; its last block is not sent yet */
    String manifest() throws IOException {
        Spool.Region lines = new Spool.Region(manifestStart, manifest.size() - manifestStart);
        TarHeader header = new TarHeader(Archive.MANIFEST, lines.length());
        header(header);
        try (InputStream in = manifest.read(lines)) {
            byte[] buffer = new byte[BUFFER];
            for (int got; (got = in.read(buffer)) > 0;) {
                write(buffer, got);
            }
        }
        write(new byte[header.padding()], header.padding());
        whole.update(new byte[Archive.END]);
        return HexFormat.of().formatHex(whole.digest());
    }

    /** Sends the last block. */
    void complete() throws IOException {
        out.write(new byte[Archive.END]);
        out.flush();
        written += Archive.END;
    }

    /** In bytes, so far. */
    long written() {
        return written;
    }

    private void header(TarHeader header) throws IOException {
        write(header.bytes(), TarHeader.BLOCK);
    }

    private void end(TarHeader header, String hash) throws IOException {
        write(new byte[header.padding()], header.padding());
        byte[] line = Archive.line(hash, header.name()).getBytes(StandardCharsets.US_ASCII);
        manifest.append(line, line.length);
    }

    private void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        whole.update(bytes, 0, length);
        written += length;
    }
}
