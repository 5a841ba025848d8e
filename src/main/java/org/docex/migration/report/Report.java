package org.docex.migration.report;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.stream.JsonGenerator;
import org.docex.json.Jsons;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a ledger says, in an order that does not depend on the run. */
public final class Report {
    private static final String FINDINGS = "SELECT DISTINCT tenant, kind, subject, detail FROM finding ORDER BY tenant, kind, subject, detail";

    private final Ledger ledger;
    private final JsonObject head;

    /** @param head what stands before tenants and findings */
    public Report(Ledger ledger, JsonObject head) {
        this.ledger = ledger;
        this.head = head;
    }

    /** How often each kind was found. */
    public Map<FindingKind, Long> kinds() throws IOException {
        Map<FindingKind, Long> kinds = new EnumMap<>(FindingKind.class);
        ledger.each("SELECT kind, count(*) FROM (" + FINDINGS + ") GROUP BY kind", row -> kinds.put(FindingKind.valueOf(row.getString(1)), row.getLong(2)));
        return kinds;
    }

    /** A line a tenant and table: {@code tenant, table, old, new, added, left}. */
    public List<JsonObject> tables() throws IOException {
        List<JsonObject> tables = new ArrayList<>();
        ledger.each("SELECT * FROM tally ORDER BY tenant, place", row -> tables.add(Jsons.PROVIDER.createObjectBuilder().add("tenant", row.getString("tenant"))
                .add("table", row.getString("name")).add("old", row.getLong("old")).add("new", row.getLong("new")).add("added", row.getLong("added"))
                .add("left", row.getLong("left_behind")).build()));
        return tables;
    }

    /** A line a tenant and place: how many contents were found there, and how many bytes they have. */
    public List<JsonObject> contents() throws IOException {
        List<JsonObject> contents = new ArrayList<>();
        ledger.each("SELECT tenant, CASE WHEN kind = 'text' THEN 'row' WHEN key = '' THEN 'missing' ELSE place END AS found, count(*) AS files, "
                + "sum(CASE WHEN key = '' THEN 0 ELSE size END) AS bytes FROM content WHERE complete = 1 GROUP BY tenant, found ORDER BY tenant, found",
                row -> contents.add(Jsons.PROVIDER.createObjectBuilder().add("tenant", row.getString("tenant")).add("found", row.getString("found"))
                        .add("files", row.getLong("files")).add("bytes", row.getLong("bytes")).build()));
        return contents;
    }

    /** Work with a finding. */
    @FunctionalInterface
    public interface FindingWork {
        void with(Finding finding) throws IOException;
    }

    public void findings(FindingWork work) throws IOException {
        ledger.each(FINDINGS, row -> work.with(new Finding(row.getString(1), FindingKind.valueOf(row.getString(2)), row.getString(3), row.getString(4))));
    }

    /** Writes all of it as one JSON object; it quotes rows, so a new file is for its owner alone. */
    public void write(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        try (OutputStream out = Files.newOutputStream(file);
                JsonGenerator json = Jsons.PROVIDER.createGeneratorFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createGenerator(out)) {
            json.writeStartObject();
            head.forEach(json::write);
            list(json, "tables", tables());
            list(json, "contents", contents());
            JsonObjectBuilder counts = Jsons.PROVIDER.createObjectBuilder();
            kinds().forEach((kind, count) -> counts.add(kind.label(), count));
            json.write("finding_counts", counts.build());
            json.writeStartArray("findings");
            findings(finding -> json.write(Jsons.PROVIDER.createObjectBuilder().add("tenant", finding.tenant()).add("kind", finding.kind().label())
                    .add("subject", finding.subject()).add("detail", finding.detail()).build()));
            json.writeEnd().writeEnd();
        }
    }

    private static void list(JsonGenerator json, String name, List<JsonObject> lines) {
        json.writeStartArray(name);
        lines.forEach(json::write);
        json.writeEnd();
    }
}
