package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A boundary that the server made, looked at from outside. Both databases are held against one list. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class BoundaryStructureIT {
    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.docex();
    }

    @Test
    void flyway_finds_its_own_history_in_a_boundary_it_never_touched() throws SQLException {
        Api.basketIn("structure_fw");
        FluentConfiguration flyway = Flyway.configure();
        if (TestInstallation.onPostgres()) {
            flyway.dataSource("jdbc:postgresql://127.0.0.1:" + System.getProperty("it.postgres.port") + "/docex", "postgres", "")
                    .defaultSchema("tenant_structure_fw").locations("classpath:db/migration/postgresql/tenant")
                    .placeholders(Map.of("tenant_role", "unused"));
        } else {
            flyway.dataSource("jdbc:sqlite:" + TestInstallation.tenantFile("structure_fw"), "", "")
                    .locations("classpath:db/migration/sqlite/tenant");
        }
        assertThat(flyway.load().validateWithResult().validationSuccessful).isTrue();
        assertThat(flyway.load().info().pending()).isEmpty();
    }

    @Test
    void tables_columns_and_indexes_are_those_of_the_list() throws Exception {
        Api.basketIn("structure");
        String found = String.join("\n", describe(TestInstallation.inside("structure")));
        assertThat(found).isEqualTo(new String(
                BoundaryStructureIT.class.getResourceAsStream("/tenant-boundary.txt").readAllBytes()).strip());
    }

    /** One line a column and index: names, kind of value, whether it may be missing. */
    private static TreeSet<String> describe(Connection connection) throws SQLException {
        TreeSet<String> lines = new TreeSet<>();
        try (connection) {
            DatabaseMetaData meta = connection.getMetaData();
            String schema = TestInstallation.onPostgres() ? connection.getSchema() : null;
            try (ResultSet columns = meta.getColumns(null, schema, "%", "%")) {
                while (columns.next()) {
                    String table = columns.getString("TABLE_NAME");
                    if (!List.of("flyway_schema_history", "sqlite_schema").contains(table) && !table.endsWith("_ix")
                            && !table.endsWith("_uq") && !table.endsWith("_pk")) {
                        lines.add(table + "." + columns.getString("COLUMN_NAME") + " " + kind(columns.getString("TYPE_NAME"))
                                + (columns.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls ? " not null" : ""));
                    }
                }
            }
        }
        String indexes = TestInstallation.onPostgres()
                ? "SELECT indexname FROM pg_indexes WHERE schemaname = 'tenant_structure' AND indexname ~ '_(ix|uq)$'"
                : "SELECT name FROM sqlite_master WHERE type = 'index' AND (name LIKE '%!_ix' ESCAPE '!' OR name LIKE '%!_uq' ESCAPE '!')";
        TestInstallation.query(TestInstallation.inside("structure"), indexes).forEach(name -> lines.add("index " + name));
        return lines;
    }

    private static String kind(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "int8", "bigint" -> "number";
            case "bool", "boolean" -> "flag";
            default -> "text";
        };
    }
}
