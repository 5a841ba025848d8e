package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.docex.migration.Boundary;
import org.docex.migration.OldInstallation;
import org.docex.migration.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The migration guide and its script, line by line as they stand, with the paths of this run in the place of theirs. */
@Tag("once")
class MigrationGuideServerIT {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|python)\n(.*?)^```$");

    @TempDir
    Path folder;

    private Path old;
    private Path home;

    @BeforeEach
    void install() throws Exception {
        old = folder.resolve("srv/app");
        home = folder.resolve("var/lib/docex");
        Files.createDirectories(home.getParent());
        Samples.loadSample("v288_sqlite", old);
        Path launcher = Files.createDirectories(folder.resolve("bin")).resolve("docex");
        Files.writeString(launcher, "#!/bin/sh\nexec " + Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar "
                + System.getProperty("it.cli") + " \"$@\"\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void the_guide_does_what_it_says() throws Exception {
        assertThat(shell(Map.of(), block("--verify"))).contains("nothing was changed; a run would make " + home).contains("made " + home).contains("all equal");
        Path archive = Files.createDirectories(folder.resolve("work/scans"));
        Files.writeString(archive.resolve("invoice.pdf"), "%PDF-1.4");
        OwnInstallation installation = OwnInstallation.at(home, Map.of("DOCEX_DATABASE", "sqlite"));
        Map<String, String> caller = Map.of("DOCEX_URL", TestServer.url(), "DOCEX_HOME", home.toString());
        try (TestServer server = TestServer.start(folder.resolve("server"), installation, Deployments.docex())) {
            Boundary acme = OldInstallation.at(old).existing("acme");
            String document = String.valueOf(acme.query("SELECT id FROM document WHERE name = 'acme_1.txt' ORDER BY id").get(0).get("id"));
            String looked = shell(caller, block("docex config validate").replaceAll("(?m)^mvn .*$", "").replace("doc_…", document)
                    .replace("invoice.pdf", folder.resolve("out.txt").toString()));
            assertThat(looked).containsPattern("(?m)^acme +ACTIVE").containsPattern("(?m)^contoso +ACTIVE").containsPattern("count +8|^8$|\\b8\\b");
            assertThat(folder.resolve("out.txt")).isNotEmptyFile();
            String token = shell(caller, "docex token issue --user ann --role user --tenant acme").strip();
            Map<String, String> user = Map.of("DOCEX_URL", TestServer.url(), "DOCEX_HOME", home.toString(), "DOCEX_TOKEN", token);
            assertThat(shell(user, "cd " + folder.resolve("work") + "\n" + block("docex basket create --name Invoices"))).contains("invoice.pdf");
            if (shell(Map.of(), "command -v python3 || true").contains("python3")) {
                Path script = folder.resolve("work/new.py");
                Files.writeString(script, block("nothing but Python's own library"));
                assertThat(shell(user, "cd " + folder.resolve("work") + "\npython3 new.py")).contains("invoice.pdf 8");
            }
        }
    }

    @Test
    void the_script_moves_and_compares_and_can_be_run_again() throws Exception {
        String command = "sh " + Path.of("docs/examples/migration/migrate.sh").toAbsolutePath() + " " + old.resolve(".docex/config.yaml") + " " + home
                + " --base " + old;
        assertThat(shell(Map.of(), command)).contains("all equal").contains("Done: " + home);
        assertThat(home.resolve("docex.yaml")).exists();
        assertThat(shell(Map.of(), command)).contains("nothing to do").contains("all equal");
    }

    /** The block of the guide that holds a text. */
    private String block(String holding) throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/migration-guide.md")));
        while (block.find()) {
            if (block.group(2).contains(holding)) {
                return block.group(2).replace("/tmp/dry-run.json", folder.resolve("dry-run.json").toString()).replace("/srv/app", old.toString()).replace("~/.docex", old.resolve(".docex").toString())
                        .replace("/var/lib/docex", home.toString());
            }
        }
        throw new AssertionError("The guide has no block with " + holding);
    }

    private String shell(Map<String, String> environment, String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-euc", script)).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("DOCEX_") || name.equals("JDK_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        builder.environment().merge("PATH", folder.resolve("bin").toString(), (before, ours) -> ours + ":" + before);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(script + "\n" + output).isZero();
        return output;
    }
}
