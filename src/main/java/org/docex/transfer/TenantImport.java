package org.docex.transfer;

import jakarta.json.JsonObject;
import org.docex.error.DocexException;
import org.docex.storage.BlobStore.Draft;
import org.docex.storage.Storages;
import org.docex.tenant.Boundary;
import org.docex.tenant.isolation.BoundaryConnections;
import org.docex.tenant.provisioning.Cargo;
import org.docex.tenant.registry.SchemaVersions;
import org.docex.transfer.ArchiveReader.Entry;
import org.docex.transfer.Spool.Region;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A spooled archive that was found right as a whole; the cargo of an import. A damaged one never becomes an object of this
 * class.
 */
final class TenantImport implements Cargo {
    private static final int BUFFER = 1 << 16;
    private static final int MAX_HEAD = 4096;

    private final Spool spool;
    private final Storages storages;
    private final BoundaryConnections connections;
    private final long minFreeBytes;
    private final ArchiveHead head;
    private final Map<String, Region> rows = new LinkedHashMap<>();
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, String> storageOfBasket = new HashMap<>();
    private final long contentAt;

    /** @throws DocexException {@code ARCHIVE_INVALID} */
    TenantImport(Spool spool, Storages storages, BoundaryConnections connections, long minFreeBytes) throws IOException {
        this.spool = spool;
        this.storages = storages;
        this.connections = connections;
        this.minFreeBytes = minFreeBytes;
        Table.all().forEach(table -> tables.put(table.name(), table));
        ArchiveReader archive = new ArchiveReader(spool);
        this.head = head(next(archive, Archive.HEAD));
        for (Table table : tables.values()) {
            rows.put(table.name(), next(archive, table.entry()).region());
        }
        this.contentAt = archive.position();
        checkRows();
        ExpectedContent expected = expected();
        Optional<Entry> found;
        while ((found = archive.next()).isPresent()) {
            Entry entry = found.get();
            if (!expected.hasNext() || !fits(expected.next(), entry)) {
                throw Archive.invalid(entry.name() + " is not what its document says.");
            }
        }
        if (expected.hasNext()) {
            throw Archive.invalid(expected.next().name() + " is missing.");
        }
    }

    String displayName() {
        return head.displayName();
    }

    private static Entry next(ArchiveReader archive, String name) throws IOException {
        return archive.next().filter(entry -> entry.name().equals(name))
                .orElseThrow(() -> Archive.invalid(name + " is missing in its place."));
    }

    private static boolean fits(BlobRef ref, Entry entry) {
        return ref.name().equals(entry.name()) && ref.checksum().equals(entry.hash()) && ref.size() == entry.region().length();
    }

    private ArchiveHead head(Entry entry) throws IOException {
        if (entry.region().length() > MAX_HEAD) {
            throw Archive.invalid(Archive.HEAD + " is too long.");
        }
        byte[] bytes;
        try (InputStream in = spool.read(entry.region())) {
            bytes = in.readAllBytes();
        }
        ArchiveHead head = ArchiveHead.of(bytes);
        if (head.format() != Archive.FORMAT || !SchemaVersions.isTenantKnown(head.schemaVersion())) {
            throw Archive.invalid("it was made by a newer DocEX (format " + head.format() + ", tables of version "
                    + head.schemaVersion() + "). Import it there, or upgrade this server.");
        }
        return head;
    }

    private void checkRows() throws IOException {
        for (Table table : tables.values()) {
            RowCodec codec = new RowCodec(table, false);
            try (Rows lines = new Rows(codec, spool, rows.get(table.name()))) {
                int count = 0;
                while (lines.hasNext()) {
                    JsonObject row = lines.next();
                    if (table.seeded() && (++count > 1 || row.getJsonNumber("id").longValueExact() != 1)) {
                        throw Archive.invalid(table.entry() + " has one row, with the id 1.");
                    }
                    if (table.name().equals("docbasket")) {
                        requireStorage(row.getString("storage"));
                        storageOfBasket.put(row.getString("id"), row.getString("storage"));
                    }
                }
                if (table.seeded() && count == 0) {
                    throw Archive.invalid(table.entry() + " has one row, with the id 1.");
                }
            }
        }
    }

    private void requireStorage(String name) {
        try {
            storages.requireKnown(name);
        } catch (DocexException unknown) {
            throw Archive.invalid("it has content in a storage named '" + name + "', which this server does not have. Configure it.");
        }
    }

    private ExpectedContent expected() throws IOException {
        return new ExpectedContent(new Rows(new RowCodec(tables.get("document"), false), spool, rows.get("document")),
                new Rows(new RowCodec(tables.get("file_history"), false), spool, rows.get("file_history")),
                basket -> Optional.ofNullable(storageOfBasket.get(basket)));
    }

    @Override
    public void loadRows(Boundary boundary) throws SQLException, IOException {
        boolean postgres = boundary.place() instanceof Boundary.Schema;
        connections.write(boundary, connection -> {
            for (Table table : tables.values()) {
                try (Rows lines = new Rows(new RowCodec(table, postgres), spool, rows.get(table.name()))) {
                    lines.insert(connection, boundary.tenant());
                } catch (SQLException e) {
                    if (RowRefusal.is(e)) {
                        throw Archive.invalid("the database does not take the rows of " + table.entry()
                                + ", because they contradict each other or a rule.");
                    }
                    throw e;
                }
            }
            return true;
        });
    }

    @Override
    public void loadContent(Boundary boundary) throws IOException {
        String area = boundary.storageSegment().orElseThrow();
        ArchiveReader archive = new ArchiveReader(spool, contentAt);
        ExpectedContent expected = expected();
        while (expected.hasNext()) {
            BlobRef ref = expected.next();
            Region region = archive.skip();
            storages.requireRoom(ref.storage(), ref.size(), minFreeBytes);
            try (Draft draft = storages.draft(ref.storage(), area, attempt -> ref.key()); InputStream in = spool.read(region)) {
                byte[] buffer = new byte[BUFFER];
                for (int got; (got = in.read(buffer)) > 0;) {
                    draft.write(buffer, got);
                }
                draft.sync();
                publish(draft, ref.key());
            }
        }
    }

    private static void publish(Draft draft, String key) throws IOException {
        boolean published;
        try {
            published = draft.publish().isPresent();
        } catch (FileSystemException cannotBe) {
            throw Archive.invalid("the place '" + key + "' that a document names cannot be, beside those of the others.");
        }
        if (!published) {
            throw Archive.invalid("two documents name the same place '" + key + "'.");
        }
    }
}
