package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.docex.migration.NewInstallation;
import org.docex.migration.OldInstallation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An installation of 2.x with 20 tenants of 5,000 documents, moved in 64 MiB of heap, against copying its files with their
 * checksums. The row goes to {@code target/bench-migration.md}.
 */
@Tag("bench")
class MigrationBenchIT {
    private static final int TENANTS = 20;
    private static final int DOCUMENTS = 5_000;
    private static final int BYTES = 10 << 10;

    @TempDir
    Path folder;

    @Test
    void a_large_installation_as_a_share_of_copying_its_files() throws Exception {
        OldInstallation old = TestInstallation.onPostgres() ? onPostgres() : OldInstallation.sqlite(folder.resolve("old"));
        OldInstallation.generate(old, TENANTS, DOCUMENTS, BYTES, 1);
        Path copy = folder.resolve("copy");
        double floor = Bench.seconds(() -> Bench.shell("cp -r " + old.base().resolve("storage") + " " + copy + " && find " + copy
                + " -type f -print0 | xargs -0 sha256sum > " + folder.resolve("sums") + " && sync -f " + copy));
        OwnInstallation installation = OwnInstallation.in(folder);
        Path report = folder.resolve("report.json");
        String[] command = {"migrate-v2-to-v3", "--from", old.config().toString(), "--base", old.base().toString(), "--to",
            installation.home().toString(), "--report", report.toString()};
        double ours = Bench.seconds(() -> installation.cli(Map.of("JAVA_TOOL_OPTIONS", "-Xmx64m"), command).expect(0));
        JsonObject told = NewInstallation.read(report);
        long rows = told.getJsonArray("tables").getValuesAs(JsonObject.class).stream().mapToLong(line -> line.getJsonNumber("new").longValue()).sum();
        long bytes = told.getJsonArray("contents").getValuesAs(JsonObject.class).stream().mapToLong(line -> line.getJsonNumber("bytes").longValue()).sum();
        double again = Bench.seconds(() -> installation.cli(Map.of("JAVA_TOOL_OPTIONS", "-Xmx64m"), command).expect(0));
        Files.writeString(Path.of("target/bench-migration.md"), String.format(Locale.ROOT,
                "| %s | %d tenants × %d documents of %d bytes | %.1f s | %.0f rows/s, %.1f MB/s | %.1f s | %.2f × | again: %.1f s |%n",
                System.getProperty("docex.database"), TENANTS, DOCUMENTS, BYTES, ours, rows / ours, bytes / ours / 1e6, floor, ours / floor, again),
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        assertThat(NewInstallation.counts(told, "bench_1", "document")).containsExactly(DOCUMENTS, DOCUMENTS, 0, 0);
    }

    private OldInstallation onPostgres() throws Exception {
        TestInstallation.execute(TestInstallation.superuser(), "CREATE DATABASE old_bench");
        return OldInstallation.postgres(folder.resolve("old"), "127.0.0.1", Integer.getInteger("it.postgres.port"), "old_bench", "postgres", "");
    }
}
