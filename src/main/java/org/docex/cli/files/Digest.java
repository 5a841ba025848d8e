package org.docex.cli.files;

import org.docex.cli.run.CliException;
import org.docex.cli.run.ExitCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.LongConsumer;

/** SHA-256 and length of bytes that flow through, and its forms: 64 hex digits, and {@code Repr-Digest} (RFC 9530). */
public final class Digest {
    public static final String HEADER = "Repr-Digest";
    private static final int BUFFER = 1 << 16;

    private final MessageDigest sha256;
    private final LongConsumer watcher;
    private long size;

    /** @param watcher is told of every piece's length */
    public Digest(LongConsumer watcher) {
        this.watcher = watcher;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    /** The digest of a whole file, in constant memory. */
    public static Digest of(Path file, LongConsumer watcher) {
        Digest digest = new Digest(watcher);
        try (InputStream in = digest.through(Files.newInputStream(file))) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw LocalFiles.unreadable(file, e);
        }
        return digest;
    }

    /** Everything from one to the other. */
    public void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read; (read = in.read(buffer)) >= 0;) {
            out.write(buffer, 0, read);
            update(buffer, 0, read);
        }
    }

    /** The same stream, counted while it is read. */
    public InputStream through(InputStream source) {
        return new FilterInputStream(source) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                int read = super.read(buffer, from, length);
                if (read > 0) {
                    update(buffer, from, read);
                }
                return read;
            }
        };
    }

    private void update(byte[] buffer, int from, int length) {
        sha256.update(buffer, from, length);
        size += length;
        watcher.accept(length);
    }

    public long size() {
        return size;
    }

    /** May be called once, after the last byte. */
    public String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    public static String header(String hex) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)) + ":";
    }

    /** The value of an option. */
    public static String ofOption(String option, String hex) {
        String lower = hex.toLowerCase(Locale.ROOT);
        if (!lower.matches("[0-9a-f]{64}")) {
            throw new CliException(ExitCode.USAGE, option + " takes a SHA-256: 64 hex digits.");
        }
        return lower;
    }
}
