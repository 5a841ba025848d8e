package org.docex.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.docex.error.ErrorCode;
import org.docex.migration.report.FindingKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the guides point at is there. */
class DocumentationTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(#[^)]*)?\\)");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:IT|Test|Contract))(?:\\.(\\w+))?`");

    @Test
    void every_link_leads_somewhere() throws IOException {
        Set<String> broken = new TreeSet<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
                if (!Files.exists(target) || link.group(2) != null && !anchors(target).contains(link.group(2))) {
                    broken.add(page + " -> " + link.group());
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void every_test_that_a_guide_names_exists() throws IOException {
        String tests;
        try (Stream<Path> all = Files.walk(Path.of("src/test/java"))) {
            tests = all.filter(Files::isRegularFile).map(DocumentationTest::read).collect(Collectors.joining());
        }
        Set<String> missing = new TreeSet<>();
        for (Path page : pages()) {
            Matcher test = TEST.matcher(Files.readString(page));
            while (test.find()) {
                if (!tests.matches("(?s).*class " + test.group(1) + "\\b.*")
                        || test.group(2) != null && !tests.contains("void " + test.group(2) + "(")) {
                    missing.add(page + ": " + test.group());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void troubleshooting_explains_every_error_and_no_other() throws IOException {
        Set<String> explained = read(Path.of("docs/troubleshooting.md")).lines().filter(line -> line.startsWith("### `"))
                .map(line -> line.replaceFirst("### `([a-z-]+)`.*", "$1")).collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = Stream.of(ErrorCode.values()).map(code -> code.type().replaceFirst(".*:", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(explained).isEqualTo(known);
    }

    @Test
    void the_migration_guide_explains_every_finding_and_no_other() {
        String findings = read(Path.of("docs/migration-guide.md")).replaceFirst("(?s).*\n## Findings\n(.*?)\n##.*", "$1");
        List<String> explained = findings.lines().filter(line -> line.startsWith("| `"))
                .map(line -> line.replaceFirst("\\| `([a-z-]+)` \\|.*", "$1")).toList();
        assertThat(explained).containsExactlyInAnyOrderElementsOf(Stream.of(FindingKind.values()).map(FindingKind::label).toList());
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(docs.filter(path -> path.toString().endsWith(".md")), Stream.of(Path.of("README.md"))).toList();
        }
    }

    /** As the usual renderers make them of headings. */
    private static Set<String> anchors(Path page) {
        return read(page).lines().filter(line -> line.startsWith("#"))
                .map(line -> "#" + line.replaceFirst("^#+ ", "").toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
