package org.docex.migration;

import jakarta.json.JsonObject;
import org.docex.migration.convert.RowSink;
import org.docex.migration.convert.Tables;
import org.docex.migration.report.Ledger;
import org.docex.transfer.RowCodec;
import org.docex.transfer.Table;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checks and counts rows; what extends it does more with them. */
class Counting implements RowSink {
    private static final Map<String, Table> TABLES = tables();

    private final boolean postgres;
    private final Map<String, RowCodec> codecs = new HashMap<>();
    private final Map<String, long[]> counts = new LinkedHashMap<>();

    Counting(boolean postgres) {
        this.postgres = postgres;
        Tables.OLD.forEach(table -> counts.put(table, new long[3]));
    }

    private static Map<String, Table> tables() {
        Map<String, Table> tables = new LinkedHashMap<>();
        Table.all().forEach(table -> tables.put(table.name(), table));
        return tables;
    }

    @Override
    public final void moved(String table, JsonObject row) {
        take(table, row, codec(table).spelled(row));
        counts.get(table)[0]++;
    }

    @Override
    public final void added(String table, JsonObject row) {
        take(table, row, codec(table).spelled(row));
        if (counts.containsKey(table)) {
            counts.get(table)[1]++;
        }
    }

    @Override
    public void unknown(String table, String id) {
        throw new IllegalStateException("The content of " + table + " " + id + " was not looked for");
    }

    @Override
    public final void left(String table) {
        counts.get(table)[2]++;
    }

    RowCodec codec(String table) {
        return codecs.computeIfAbsent(table, name -> new RowCodec(TABLES.get(name), postgres));
    }

    /** @param line the row in its one spelling */
    void take(String table, JsonObject row, String line) {}

    /** How many rows a table has got. */
    long rows(String table) {
        return counts.get(table)[0] + counts.get(table)[1];
    }

    /** Writes down how many there were and are. */
    void tally(Ledger ledger, String tenant, Map<String, Long> old) {
        ledger.update("DELETE FROM tally WHERE tenant = ?", tenant);
        int place = 0;
        for (Map.Entry<String, long[]> table : counts.entrySet()) {
            long[] count = table.getValue();
            ledger.update("INSERT INTO tally (tenant, place, name, old, new, added, left_behind) VALUES (?, ?, ?, ?, ?, ?, ?)", tenant, place++,
                    table.getKey(), old.get(table.getKey()), count[0] + count[1], count[1], count[2]);
        }
    }
}
