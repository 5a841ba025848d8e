package org.docex.it;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An archive taken apart and put together again, with a manifest that fits: what somebody could write who means harm. */
final class TestArchive {
    private static final int BLOCK = 512;
    private static final String MANIFEST = "SHA256SUMS";

    private final Map<String, byte[]> files;

    private TestArchive(Map<String, byte[]> files) {
        this.files = files;
    }

    static TestArchive of(byte[] tar) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int at = 0; tar[at] != 0;) {
            String name = new String(tar, at, 100, StandardCharsets.US_ASCII).replace("\0", "");
            int size = Integer.parseInt(new String(tar, at + 124, 11, StandardCharsets.US_ASCII), 8);
            files.put(name, Arrays.copyOfRange(tar, at + BLOCK, at + BLOCK + size));
            at += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
        }
        files.remove(MANIFEST);
        return new TestArchive(files);
    }

    List<String> names() {
        return List.copyOf(files.keySet());
    }

    /** All files but the manifest. */
    String text() {
        StringBuilder text = new StringBuilder();
        files.forEach((name, bytes) -> text.append(name).append('\n').append(new String(bytes, StandardCharsets.ISO_8859_1)));
        return text.toString();
    }

    TestArchive replace(String file, String what, String by) {
        String text = new String(files.get(file), StandardCharsets.UTF_8);
        if (!text.contains(what)) {
            throw new IllegalArgumentException(file + " has no " + what);
        }
        return with(file, text.replace(what, by).getBytes(StandardCharsets.UTF_8));
    }

    TestArchive map(String file, String pattern, String by) {
        return with(file, new String(files.get(file), StandardCharsets.UTF_8).replaceAll(pattern, by).getBytes(StandardCharsets.UTF_8));
    }

    byte[] file(String name) {
        return files.get(name);
    }

    TestArchive with(String file, byte[] content) {
        Map<String, byte[]> changed = new LinkedHashMap<>(files);
        changed.put(file, content);
        return new TestArchive(changed);
    }

    TestArchive without(String file) {
        Map<String, byte[]> changed = new LinkedHashMap<>(files);
        changed.remove(file);
        return new TestArchive(changed);
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringBuilder manifest = new StringBuilder();
        files.forEach((name, content) -> {
            write(out, name, content);
            manifest.append(sha256(content)).append("  ").append(name).append('\n');
        });
        write(out, MANIFEST, manifest.toString().getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[2 * BLOCK]);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String name, byte[] content) {
        byte[] head = new byte[BLOCK];
        put(head, 0, name);
        put(head, 100, "0000644\0");
        put(head, 108, "0000000\0");
        put(head, 116, "0000000\0");
        put(head, 124, String.format("%011o\0", content.length));
        put(head, 136, "00000000000\0");
        put(head, 148, "        ");
        put(head, 156, "0");
        put(head, 257, "ustar\00000");
        int sum = 0;
        for (byte one : head) {
            sum += one & 0xff;
        }
        put(head, 148, String.format("%06o\0 ", sum));
        out.writeBytes(head);
        out.writeBytes(content);
        out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    private static void put(byte[] head, int at, String text) {
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, head, at, text.length());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
