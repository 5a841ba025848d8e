package org.docex.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/configuration.md} says what the code does. */
class ConfigurationGuideTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_.<>0-9]+)` \\| (–|`[^`]*`) \\|");
    private static final Pattern VARIABLE = Pattern.compile("DOCEX_[A-Z_]*[A-Z]");
    private static final Pattern READ = Pattern.compile("(?:text|texts|flag|number|section|oneOf|required|segment|duration)\\((?:[\\w.()]+, )?\"([a-z_0-9]+)\"");

    /** What a complete file holds; a row's key is added, or replaces what stands here. */
    private static final Map<String, String> COMPLETE = Map.of("config_version", "1", "multi_tenancy.enabled", "true", "database.type", "sqlite",
            "storage.documents.type", "filesystem", "storage.documents.path", "documents");
    private static final Map<String, String> EXAMPLES = Map.of("multi_tenancy.isolation_strategy", "database", "database.database", "x",
            "storage.documents.path_namespace", "x", "storage.documents.prefix", "x", "storage.documents.bucket", "x",
            "storage.documents.region", "x", "storage.documents.endpoint", "x");
    private static final Map<String, String> ISSUER = Map.of("security.issuer.url", "x", "security.issuer.audience", "x",
            "security.issuer.jwks_uri", "https://x");

    @TempDir
    Path folder;

    @Test
    void every_key_that_is_read_is_in_the_guide() throws IOException {
        Set<String> read = new TreeSet<>();
        Matcher found = READ.matcher(Files.readString(Path.of("src/main/java/org/docex/config/ConfigReader.java")));
        while (found.find()) {
            read.add(found.group(1));
        }
        Set<String> written = new TreeSet<>();
        rows().keySet().forEach(key -> written.addAll(List.of(key.split("\\."))));
        written.remove("documents");
        assertThat(written).isEqualTo(read);
    }

    @Test
    void every_key_of_the_guide_is_known_and_its_default_is_the_code_s() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(30);
        for (Map.Entry<String, String> row : rows().entrySet()) {
            Map<String, String> without = new LinkedHashMap<>(COMPLETE);
            if (row.getKey().startsWith("security.issuer")) {
                without.putAll(ISSUER);
            }
            if (row.getKey().startsWith("database.postgres")) {
                without.put("database.type", "postgres");
            }
            Map<String, String> with = new LinkedHashMap<>(without);
            if (row.getValue().equals("–")) {
                with.putIfAbsent(row.getKey(), EXAMPLES.getOrDefault(row.getKey(), "x"));
                read(with);
            } else {
                with.put(row.getKey(), row.getValue());
                assertThat(read(with)).as(row.getKey()).isEqualTo(read(without));
            }
        }
    }

    @Test
    void every_variable_of_server_and_command_line_is_in_the_guide_and_none_besides() throws IOException {
        Set<String> used = new TreeSet<>();
        for (String tree : List.of("src/main/java", "server-config")) {
            try (Stream<Path> files = Files.walk(Path.of(tree))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    used.addAll(variables(Files.readString(file)));
                }
            }
        }
        // WildFly makes DOCEX_BIND_ADDRESS of docex.bind.address.
        Matcher property = Pattern.compile("docex\\.(bind\\.address|management\\.port)").matcher(Files.readString(Path.of("server-config/wildfly/docex.cli")));
        while (property.find()) {
            used.add("DOCEX_" + property.group(1).toUpperCase(java.util.Locale.ROOT).replace('.', '_'));
        }
        used.remove("DOCEX_X");
        Set<String> written = variables(Files.readString(Path.of("docs/configuration.md")));
        written.remove("DOCEX_TOKEN_FILE");
        assertThat(written).isEqualTo(used);
    }

    private static Set<String> variables(String text) {
        Set<String> variables = new TreeSet<>();
        Matcher found = VARIABLE.matcher(text);
        while (found.find()) {
            variables.add(found.group());
        }
        return variables;
    }

    /** Key and default; {@code –} where there is none. */
    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        Matcher found = ROW.matcher(Files.readString(Path.of("docs/configuration.md")));
        while (found.find()) {
            rows.put(found.group(1).replace("<name>", "documents"), found.group(2).replace("`", ""));
        }
        return rows;
    }

    private DocexConfig read(Map<String, String> keys) throws IOException {
        Map<String, Object> tree = new LinkedHashMap<>();
        keys.forEach((key, value) -> put(tree, List.of(key.split("\\.")), value));
        return ConfigReader.read(Files.writeString(folder.resolve("docex.yaml"), yaml(tree)));
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> tree, List<String> path, String value) {
        if (path.size() == 1) {
            tree.put(path.get(0), value);
        } else {
            put((Map<String, Object>) tree.computeIfAbsent(path.get(0), name -> new LinkedHashMap<String, Object>()),
                    path.subList(1, path.size()), value);
        }
    }

    private static String yaml(Map<?, ?> tree) {
        StringBuilder yaml = new StringBuilder("{");
        tree.forEach((key, value) -> yaml.append(yaml.length() > 1 ? ", " : "").append(key).append(": ")
                .append(value instanceof Map<?, ?> below ? yaml(below)
                        : value.toString().startsWith("[") ? value : "'" + value + "'"));
        return yaml.append('}').toString();
    }
}
