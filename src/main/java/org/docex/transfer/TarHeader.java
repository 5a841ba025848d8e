package org.docex.transfer;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The header of a file in a tar archive: POSIX.1-1988 "ustar" with a fixed mode, owner and time, and GNU's base-256 for sizes
 * of 8 GiB and more. One name and size have exactly one header, so that a header that was touched is known.
 */
record TarHeader(String name, long size) {
    static final int BLOCK = 512;

    private static final int NAME = 100;
    private static final int MODE_AT = 100;
    private static final int UID_AT = 108;
    private static final int GID_AT = 116;
    private static final int SIZE_AT = 124;
    private static final int TIME_AT = 136;
    private static final int SUM_AT = 148;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final long MAX_OCTAL = 077777777777L;

    TarHeader {
        if (name.isEmpty() || name.length() > NAME || size < 0) {
            throw new IllegalArgumentException("No tar entry: " + name);
        }
    }

    byte[] bytes() {
        byte[] block = new byte[BLOCK];
        put(block, 0, name);
        put(block, MODE_AT, "0000644\0");
        put(block, UID_AT, "0000000\0");
        put(block, GID_AT, "0000000\0");
        putSize(block);
        put(block, TIME_AT, "00000000000\0");
        put(block, SUM_AT, "        ");
        put(block, TYPE_AT, "0");
        put(block, MAGIC_AT, "ustar\00000");
        int sum = 0;
        for (byte one : block) {
            sum += one & 0xff;
        }
        put(block, SUM_AT, String.format("%06o\0 ", sum));
        return block;
    }

    /** How long a file is in the archive, in bytes: header, content and padding. */
    long length() {
        return BLOCK + size + padding();
    }

    /** What follows the content up to the next block. */
    int padding() {
        return (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    /** The header in a block; empty for anything that this class would not have written. */
    static Optional<TarHeader> of(byte[] block) {
        int end = 0;
        while (end < NAME && block[end] > ' ' && block[end] < 0x7f) {
            end++;
        }
        String name = new String(block, 0, end, StandardCharsets.US_ASCII);
        Optional<Long> size = size(block);
        if (name.isEmpty() || size.isEmpty()) {
            return Optional.empty();
        }
        TarHeader header = new TarHeader(name, size.get());
        return Arrays.equals(header.bytes(), block) ? Optional.of(header) : Optional.empty();
    }

    private static Optional<Long> size(byte[] block) {
        byte[] field = Arrays.copyOfRange(block, SIZE_AT, TIME_AT);
        if (field[0] == (byte) 0x80) {
            BigInteger value = new BigInteger(1, Arrays.copyOfRange(field, 1, field.length));
            return value.bitLength() < Long.SIZE ? Optional.of(value.longValue()) : Optional.empty();
        }
        String text = new String(field, 0, field.length - 1, StandardCharsets.US_ASCII);
        return text.matches("[0-7]{11}") ? Optional.of(Long.parseLong(text, 8)) : Optional.empty();
    }

    private void putSize(byte[] block) {
        if (size <= MAX_OCTAL) {
            put(block, SIZE_AT, String.format("%011o\0", size));
            return;
        }
        block[SIZE_AT] = (byte) 0x80;
        for (int i = 0; i < Long.BYTES; i++) {
            block[TIME_AT - 1 - i] = (byte) (size >>> (8 * i));
        }
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
