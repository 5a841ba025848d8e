package org.docex.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.nio.charset.StandardCharsets;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A table as an archive knows it, from {@code tables.txt} or {@code system-tables.txt}.
 *
 * @param order the columns by which rows are ordered
 * @param seeded its rows were made with the boundary and are only updated
 */
public record Table(String name, List<String> order, boolean seeded, List<Column> columns) {
    private static final Pattern HEAD = Pattern.compile("(\\w+) by ([\\w, ]+?)( seeded)?");
    private static final Pattern COLUMN = Pattern.compile("  (\\w+) (text|number|flag|time|tenant)(?:\\((\\d+)\\))?( \\?)?");

    /** What a column holds. */
    public enum Kind { TEXT, NUMBER, FLAG, TIME, TENANT }

    /** @param characters the longest text; empty where there is no limit */
    public record Column(String name, Kind kind, OptionalInt characters, boolean nullable) {}

    /** All tables of a tenant, in the order in which they can be filled. */
    public static List<Table> all() {
        return in("tables.txt");
    }

    /** The tables of the system boundary, likewise. */
    static List<Table> ofSystem() {
        return in("system-tables.txt");
    }

    private static List<Table> in(String file) {
        List<Table> tables = new ArrayList<>();
        for (String line : text(file).lines().filter(text -> !text.isBlank() && !text.startsWith("#")).toList()) {
            Matcher column = COLUMN.matcher(line);
            Matcher head = HEAD.matcher(line);
            if (column.matches()) {
                tables.get(tables.size() - 1).columns().add(new Column(column.group(1),
                        Kind.valueOf(column.group(2).toUpperCase(Locale.ROOT)),
                        column.group(3) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(column.group(3))),
                        column.group(4) != null));
            } else if (head.matches()) {
                tables.add(new Table(head.group(1), List.of(head.group(2).split(", ")), head.group(3) != null, new ArrayList<>()));
            } else {
                throw new IllegalStateException(file + ": " + line);
            }
        }
        return tables;
    }

    /** The columns that stand in an archive. */
    List<Column> exported() {
        return columns.stream().filter(column -> column.kind() != Kind.TENANT).toList();
    }

    /** The name of its rows in an archive. */
    String entry() {
        return "tables/" + name + ".ndjson";
    }

    private static String text(String file) {
        try (InputStream in = Table.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The build lacks " + file, e);
        }
    }
}
