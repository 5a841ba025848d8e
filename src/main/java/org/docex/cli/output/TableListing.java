package org.docex.cli.output;

import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Aligned columns. Each page is aligned for itself, and no column gets narrower from one page to the next. */
final class TableListing implements Listing {
    private static final String GAP = "  ";
    private static final String NOTHING = "-";

    private final PrintWriter out;
    private final List<Column> columns;
    private final int[] widths;
    private boolean headed;

    TableListing(PrintWriter out, List<Column> columns) {
        this.out = out;
        this.columns = columns;
        this.widths = new int[columns.size()];
    }

    @Override
    public void add(List<JsonObject> page) {
        List<List<String>> rows = new ArrayList<>();
        if (!headed) {
            rows.add(columns.stream().map(Column::heading).toList());
            headed = true;
        }
        page.forEach(item -> rows.add(columns.stream().map(column -> shown(column.cell().apply(item))).toList()));
        rows.forEach(this::widen);
        rows.forEach(this::print);
        out.flush();
    }

    @Override
    public void end() {
        if (!headed) {
            add(List.of());
        }
    }

    private void widen(List<String> row) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], width(row.get(i)));
        }
    }

    private void print(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : GAP).append(row.get(i)).append(" ".repeat(widths[i] - width(row.get(i))));
        }
        out.println(line.toString().stripTrailing());
    }

    private static String shown(String cell) {
        return cell.isEmpty() ? NOTHING : cell;
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
