package org.docex.migration;

import java.io.IOException;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/** Installations that the real 2.8.8 and 2.6.2 made: {@code v288_sqlite}, {@code v288_postgres}, {@code v262_sqlite}. */
public final class Samples {
    private Samples() {}

    /** Copies one to a folder that need not exist. The database of {@code v288_postgres} is its {@code database.sql}. */
    public static void loadSample(String name, Path target) throws IOException {
        Path sample;
        try {
            sample = Path.of(Samples.class.getResource("/v2-samples/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        Files.createDirectories(target);
        try (Stream<Path> all = Files.walk(sample)) {
            for (Path path : all.skip(1).toList()) {
                Files.copy(path, target.resolve(sample.relativize(path).toString()));
            }
        }
    }

    /** Loads what {@code pg_dump} wrote as plain text; the schemas in it must not exist, in the sample's one of each tenant. */
    public static void loadDump(Connection connection, Path sql) throws IOException, SQLException {
        try (Statement statement = connection.createStatement()) {
            StringBuilder waiting = new StringBuilder();
            for (Iterator<String> lines = Files.readAllLines(sql).iterator(); lines.hasNext();) {
                String line = lines.next();
                if (waiting.isEmpty() && (line.isEmpty() || line.startsWith("--") || line.startsWith("\\"))) {
                    continue;
                }
                waiting.append(line).append('\n');
                if (line.startsWith("COPY ") && line.endsWith(" FROM stdin;")) {
                    connection.unwrap(PGConnection.class).getCopyAPI().copyIn(waiting.toString(), new StringReader(data(lines)));
                    waiting.setLength(0);
                } else if (line.endsWith(";")) {
                    statement.execute(waiting.toString());
                    waiting.setLength(0);
                }
            }
            statement.execute("RESET ALL");
        }
    }

    private static String data(Iterator<String> lines) {
        StringBuilder data = new StringBuilder();
        for (String line = lines.next(); !line.equals("\\."); line = lines.next()) {
            data.append(line).append('\n');
        }
        return data.toString();
    }
}
