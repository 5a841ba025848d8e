package org.docex.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.docex.transfer.Table.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** An archive holds every column of every table; the list that both databases are held against is the measure. */
class TableTest {
    @Test
    void an_archive_has_all_tables_and_columns_of_a_boundary() throws IOException {
        TreeSet<String> known = new TreeSet<>();
        for (Table table : Table.all()) {
            table.columns().forEach(column -> known.add(table.name() + "." + column.name() + " " + kind(column.kind())
                    + (column.nullable() ? "" : " not null")));
        }
        assertThat(known).containsExactlyElementsOf(boundary());
    }

    @Test
    void a_text_is_as_long_as_its_column() throws IOException {
        String script = resource("/db/migration/postgresql/tenant/V1__tenant_boundary.sql");
        for (Table table : Table.all()) {
            String body = script.substring(script.indexOf("CREATE TABLE " + table.name() + " ("));
            table.columns().stream().filter(column -> column.characters().isPresent()).forEach(column -> assertThat(
                    body.substring(0, body.indexOf(");\n"))).as(table.name())
                    .contains("  " + column.name() + " varchar(" + column.characters().getAsInt() + ")"));
        }
    }

    @Test
    void the_guide_lists_what_an_archive_holds() throws IOException {
        String guide = Files.readString(Path.of("docs/backup-and-upgrade.md"));
        for (Table table : Table.all()) {
            assertThat(guide).contains("| `" + table.name() + "` | " + String.join(", ", table.order()) + " | "
                    + String.join(", ", table.columns().stream().map(column -> column.name() + " "
                            + column.kind().name().toLowerCase(Locale.ROOT)
                            + (column.characters().isPresent() ? "(" + column.characters().getAsInt() + ")" : "")
                            + (column.nullable() ? "?" : "")).toList()) + " |");
        }
    }

    private static List<String> boundary() throws IOException {
        return resource("/tenant-boundary.txt").lines().filter(line -> !line.startsWith("index ") && !line.startsWith("boundary."))
                .sorted().toList();
    }

    private static String kind(Kind kind) {
        return switch (kind) {
            case NUMBER -> "number";
            case FLAG -> "flag";
            default -> "text";
        };
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = TableTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
