package org.docex.transfer;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.storage.BlobStore.Blob;
import org.docex.storage.OpenBlobs;
import org.docex.storage.Storages;
import org.docex.tenant.registry.Tenant;
import org.docex.transfer.Spool.Region;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One export. Its life: the rows of one moment are spooled in one short transaction; every content is looked at; then the
 * archive is written to whoever reads, however slowly.
 */
final class TenantExport implements AutoCloseable {
    /** The content a document has now, and that of each of its versions, those missing since a migration left out; the same one twice is one. */
    private static final String BLOBS = "SELECT * FROM (SELECT d.id AS document_id, d.content_version AS version, b.storage AS storage, "
            + "d.path AS path, d.checksum AS checksum, d.size AS size FROM document d JOIN docbasket b ON b.id = d.basket_id "
            + "UNION SELECT h.document_id, h.version, b.storage, h.internal_path, h.checksum, h.size FROM file_history h "
            + "JOIN document d ON d.id = h.document_id JOIN docbasket b ON b.id = d.basket_id) AS content "
            + "WHERE path <> '' ORDER BY %s, %s";

    private final Tenant tenant;
    private final Storages storages;
    private final OpenBlobs open;
    private final String area;
    private final boolean postgres;
    private final Spool spool;
    private final Map<Table, Region> rows = new LinkedHashMap<>();
    private Region blobs = new Region(0, 0);

    TenantExport(Tenant tenant, Storages storages, OpenBlobs open, String area, boolean postgres, Spool spool) {
        this.tenant = tenant;
        this.open = open;
        this.storages = storages;
        this.area = area;
        this.postgres = postgres;
        this.spool = spool;
    }

    /** Within a transaction that sees one moment. */
    void spool(Connection connection) throws SQLException, IOException {
        RowSpool rowSpool = new RowSpool(connection, postgres, spool);
        for (Table table : Table.all()) {
            rows.put(table, rowSpool.rows(table));
        }
        blobs = rowSpool.lines(BLOBS.formatted(rowSpool.byBytes("document_id"), "version"), row -> new BlobRef(
                Archive.content(row.getString("document_id"), row.getLong("version")), row.getString("storage"),
                row.getString("path"), row.getString("checksum"), row.getLong("size")).line());
    }

    /**
     * Looks whether everything that the rows name is there.
     *
     * @return how long the archive will be, in bytes
     * @throws DocexException {@code CONTENT_MISSING}, {@code INTEGRITY}, {@code STORAGE_UNAVAILABLE}
     */
    long look() throws IOException {
        ArchiveLength length = new ArchiveLength();
        length.file(Archive.HEAD, head().length);
        rows.forEach((table, lines) -> length.file(table.entry(), lines.length()));
        each(ref -> {
            length.file(ref.name(), ref.size());
            try (Blob blob = open(ref)) {
                if (blob.size() != ref.size()) {
                    throw damaged(ref, "has another length than was recorded");
                }
            }
        });
        return length.total();
    }

    private byte[] head() {
        return new ArchiveHead(Archive.FORMAT, tenant.tenantId(), tenant.displayName(), tenant.schemaVersion()).bytes();
    }

    /**
     * Writes all of the archive but its last block.
     *
     * @throws DocexException {@code INTEGRITY} when content is another than its row says
     */
    ArchiveWriter write(OutputStream out) throws IOException {
        ArchiveWriter archive = new ArchiveWriter(out, spool);
        archive.file(Archive.HEAD, head());
        for (Map.Entry<Table, Region> table : rows.entrySet()) {
            try (InputStream in = spool.read(table.getValue())) {
                archive.file(table.getKey().entry(), table.getValue().length(), in);
            }
        }
        each(ref -> {
            try (Blob blob = open(ref); InputStream in = blob.from(0)) {
                if (!archive.file(ref.name(), ref.size(), in).equals(ref.checksum())) {
                    throw damaged(ref, "has other bytes than were recorded");
                }
            }
        });
        return archive;
    }

    private DocexException damaged(BlobRef ref, String how) {
        return new DocexException(ErrorCode.INTEGRITY, "The content '" + ref.key() + "' of tenant '" + tenant.tenantId()
                + "' " + how + ", so that no complete archive can be made. Restore it.");
    }

    private Blob open(BlobRef ref) throws IOException {
        return storages.open(ref.storage(), area, ref.key()).map(blob -> open.known(area, blob)).orElseThrow(() -> new DocexException(ErrorCode.CONTENT_MISSING,
                "The content '" + ref.key() + "' of tenant '" + tenant.tenantId() + "' is missing, so that no complete archive can "
                        + "be made. Restore it; if a document was deleted just now, repeat the call or suspend the tenant first."));
    }

    private interface Each {
        void ref(BlobRef ref) throws IOException;
    }

    private void each(Each each) throws IOException {
        try (Lines lines = new Lines(spool.read(blobs))) {
            while (lines.hasNext()) {
                each.ref(BlobRef.of(lines.next()));
            }
        }
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
