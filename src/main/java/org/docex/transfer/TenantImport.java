package org.docex.transfer;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
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
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
    private final JsonObject head;
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
        return head.getString("display_name");
    }

    private static Entry next(ArchiveReader archive, String name) throws IOException {
        return archive.next().filter(entry -> entry.name().equals(name))
                .orElseThrow(() -> Archive.invalid(name + " is missing in its place."));
    }

    private static boolean fits(BlobRef ref, Entry entry) {
        return ref.name().equals(entry.name()) && ref.checksum().equals(entry.hash()) && ref.size() == entry.region().length();
    }

    private JsonObject head(Entry entry) throws IOException {
        if (entry.region().length() > MAX_HEAD) {
            throw Archive.invalid(Archive.HEAD + " is too long.");
        }
        try (InputStream in = spool.read(entry.region());
                JsonReader reader = Json.createReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            JsonObject object = reader.readObject();
            if (!(object.get("format") instanceof JsonNumber format) || !(object.get("schema_version") instanceof JsonString version)
                    || !(object.get("tenant_id") instanceof JsonString) || !(object.get("display_name") instanceof JsonString)) {
                throw Archive.invalid(Archive.HEAD + " lacks what it must say.");
            }
            if (format.intValue() != Archive.FORMAT || !SchemaVersions.isTenantKnown(version.getString())) {
                throw Archive.invalid("it was made by a newer DocEX (format " + format + ", tables of version "
                        + version.getString() + "). Import it there, or upgrade this server.");
            }
            return object;
        } catch (JsonException e) {
            throw Archive.invalid(Archive.HEAD + " is no JSON.");
        }
    }

    private void checkRows() throws IOException {
        for (Table table : tables.values()) {
            RowCodec codec = new RowCodec(table, false);
            try (Rows lines = new Rows(codec, spool, rows.get(table.name()))) {
                while (lines.hasNext()) {
                    JsonObject row = lines.next();
                    if (table.name().equals("docbasket")) {
                        requireStorage(row.getString("storage"));
                        storageOfBasket.put(row.getString("id"), row.getString("storage"));
                    }
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
                    if (isRefusal(e)) {
                        throw Archive.invalid("the database does not take the rows of " + table.entry()
                                + ", because they contradict each other or a rule.");
                    }
                    throw e;
                }
            }
            return true;
        });
    }

    /** SQLSTATE classes 22 and 23, data and integrity constraints (PostgreSQL manual, appendix A). */
    private static boolean isRefusal(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("22") || state.startsWith("23") || String.valueOf(e.getMessage()).contains("SQLITE_CONSTRAINT");
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
            try (Draft draft = storages.draft(ref.storage(), area); InputStream in = spool.read(region)) {
                byte[] buffer = new byte[BUFFER];
                for (int got; (got = in.read(buffer)) > 0;) {
                    draft.write(buffer, got);
                }
                draft.sync();
                if (!draft.publish(ref.key())) {
                    throw Archive.invalid("two documents name the same place '" + ref.key() + "'.");
                }
            }
        }
    }
}
