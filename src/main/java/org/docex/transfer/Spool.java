package org.docex.transfer;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/**
 * A file without a name: bytes that must be complete before they are used. The name is removed as soon as the file is open, so
 * that nothing stays behind, however the process ends.
 */
final class Spool implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;
    private final long limit;
    private long end;

    private Spool(FileChannel channel, long limit) {
        this.channel = channel;
        this.limit = limit;
    }

    /** Bytes from an offset on. */
    record Region(long offset, long length) {}

    /** @param limit how many bytes it takes at most */
    static Spool in(Path folder, long limit) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new Spool(FileChannel.open(folder.resolve(UUID.randomUUID().toString()),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))), limit);
    }

    /** A file that is there already, to be read as a spool. */
    static Spool reading(Path file) throws IOException {
        Spool spool = new Spool(FileChannel.open(file, StandardOpenOption.READ), 0);
        spool.end = spool.channel.size();
        return spool;
    }

    long size() {
        return end;
    }

    void append(byte[] bytes, int length) throws IOException {
        if (end + length > limit) {
            throw new TooLongException();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            end += channel.write(buffer, end);
        }
    }

    /** Appends, in large pieces; to be closed before the spool is read. */
    OutputStream appending() {
        return new BufferedOutputStream(new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                append(new byte[] {(byte) one}, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                append(offset == 0 ? bytes : Arrays.copyOfRange(bytes, offset, offset + length), length);
            }
        }, BUFFER);
    }

    InputStream read(Region region) {
        return new BufferedInputStream(new InputStream() {
            private long at = region.offset();
            private final long stop = region.offset() + region.length();

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (at >= stop) {
                    return -1;
                }
                int got = channel.read(ByteBuffer.wrap(bytes, offset, (int) Math.min(length, stop - at)), at);
                if (got < 0) {
                    throw new IOException("The spool is shorter than was written");
                }
                at += got;
                return got;
            }
        }, BUFFER);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** More bytes than the spool takes. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
