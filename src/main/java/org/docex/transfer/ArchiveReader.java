package org.docex.transfer;

import org.docex.transfer.Spool.Region;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.docex.storage.Sha256;

/**
 * Reads a spooled archive file by file. Every byte is accounted for: a header, a padding, an end, or a manifest that
 * {@link ArchiveWriter} would not have written is refused.
 */
final class ArchiveReader {
    private static final int BUFFER = 1 << 16;

    private final Spool spool;
    private final MessageDigest manifest = Sha256.digest();
    private long manifestLength;
    private long at;

    ArchiveReader(Spool spool) {
        this(spool, 0);
    }

    /** From a file on that was read before. */
    ArchiveReader(Spool spool, long at) {
        this.spool = spool;
        this.at = at;
    }

    /** Where the next file begins. */
    long position() {
        return at;
    }

    /** Passes over a file that was found right before; its bytes. */
    Region skip() throws IOException {
        TarHeader header = TarHeader.of(bytes(TarHeader.BLOCK)).orElseThrow();
        Region region = new Region(at, header.size());
        at += header.size() + header.padding();
        return region;
    }

    /**
     * A file in the archive.
     *
     * @param hash SHA-256 of its bytes
     */
    record Entry(String name, Region region, String hash) {}

    /** The next file; empty once the manifest was reached and was right, and nothing follows it. */
    Optional<Entry> next() throws IOException {
        TarHeader header = TarHeader.of(bytes(TarHeader.BLOCK))
                .orElseThrow(() -> Archive.invalid("there is no file header at byte " + (at - TarHeader.BLOCK) + "."));
        Region region = new Region(at, header.size());
        if (header.size() > spool.size() - at) {
            throw Archive.invalid("it ends within " + header.name() + ".");
        }
        String hash = hash(region);
        at += header.size();
        if (!isEmpty(bytes(header.padding()))) {
            throw Archive.invalid("the padding after " + header.name() + " is not empty.");
        }
        if (header.name().equals(Archive.MANIFEST)) {
            requireEnd(header, hash);
            return Optional.empty();
        }
        byte[] line = Archive.line(hash, header.name()).getBytes(StandardCharsets.US_ASCII);
        manifest.update(line);
        manifestLength += line.length;
        return Optional.of(new Entry(header.name(), region, hash));
    }

    private void requireEnd(TarHeader header, String hash) throws IOException {
        if (header.size() != manifestLength || !hash.equals(HexFormat.of().formatHex(manifest.digest()))) {
            throw Archive.invalid("what it holds is not what its manifest says.");
        }
        if (!isEmpty(bytes(Archive.END)) || at != spool.size()) {
            throw Archive.invalid("it does not end where it should.");
        }
    }

    private String hash(Region region) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = spool.read(region)) {
            for (int got; (got = in.read(buffer)) > 0;) {
                digest.update(buffer, 0, got);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private byte[] bytes(int length) throws IOException {
        if (spool.size() - at < length) {
            throw Archive.invalid("it ends too early.");
        }
        try (InputStream in = spool.read(new Region(at, length))) {
            at += length;
            return in.readNBytes(length);
        }
    }

    private static boolean isEmpty(byte[] bytes) {
        return Arrays.equals(bytes, new byte[bytes.length]);
    }
}
