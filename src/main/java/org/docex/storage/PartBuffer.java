package org.docex.storage;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Bytes in pieces: takes as much memory as was ever in it, and uses it again. */
final class PartBuffer {
    private static final int PIECE = 1 << 16;

    private final List<byte[]> pieces = new ArrayList<>();
    private long size;

    long size() {
        return size;
    }

    void write(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        while (at < end) {
            int piece = (int) (size / PIECE);
            int offset = (int) (size % PIECE);
            if (piece == pieces.size()) {
                pieces.add(new byte[PIECE]);
            }
            int taken = Math.min(end - at, PIECE - offset);
            System.arraycopy(bytes, at, pieces.get(piece), offset, taken);
            at += taken;
            size += taken;
        }
    }

    /** Forgets the bytes and keeps the memory. */
    void clear() {
        size = 0;
    }

    /** Forgets bytes and memory. */
    void release() {
        size = 0;
        pieces.clear();
    }

    /** What is there now, from the beginning; as often as wanted until the next change. */
    InputStream stream() {
        return new Pieces();
    }

    private final class Pieces extends InputStream {
        private long position;

        @Override
        public int read() {
            if (position == size) {
                return -1;
            }
            int at = (int) (position % PIECE);
            return pieces.get((int) (position++ / PIECE))[at] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, target.length);
            if (length == 0) {
                return 0;
            }
            if (position == size) {
                return -1;
            }
            int at = (int) (position % PIECE);
            int taken = (int) Math.min(Math.min(length, PIECE - at), size - position);
            System.arraycopy(pieces.get((int) (position / PIECE)), at, target, offset, taken);
            position += taken;
            return taken;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, size - position);
        }
    }
}
