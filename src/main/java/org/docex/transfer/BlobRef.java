package org.docex.transfer;

/**
 * A content that an archive holds.
 *
 * @param name in the archive
 * @param storage the operator's storage it lies in
 * @param key where it lies in the tenant's area
 * @param checksum SHA-256, as its row says
 * @param size in bytes, as its row says
 */
record BlobRef(String name, String storage, String key, String checksum, long size) {
    private static final String SEPARATOR = "\t";

    /** One line; no part of it can hold a tab. */
    String line() {
        return String.join(SEPARATOR, name, storage, checksum, Long.toString(size), key);
    }

    static BlobRef of(String line) {
        String[] parts = line.split(SEPARATOR, 5);
        return new BlobRef(parts[0], parts[1], parts[4], parts[2], Long.parseLong(parts[3]));
    }
}
