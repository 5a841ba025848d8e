package org.docex.transfer;

/** How long an archive will be, in bytes, from the names and sizes of its files. */
final class ArchiveLength {
    private static final int SHA256_DIGITS = 64;

    private long files;
    private long manifest;

    void file(String name, long size) {
        files += new TarHeader(name, size).length();
        manifest += Archive.line("0".repeat(SHA256_DIGITS), name).length();
    }

    /** With the manifest and the end. */
    long total() {
        return files + new TarHeader(Archive.MANIFEST, manifest).length() + Archive.END;
    }
}
