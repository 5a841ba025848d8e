package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.docex.migration.Fingerprint;
import org.docex.migration.Migration;
import org.docex.migration.MigrationOrder;
import org.docex.migration.NewInstallation;
import org.docex.migration.OddInstallation;
import org.docex.migration.Oddity;
import org.docex.migration.OldInstallation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations ended by {@code kill -9}: given again, the command goes on to what an undisturbed run makes. */
class MigrationCutIT {
    private static final long SEED = 20261121;
    private static final int POINTS = 20;
    private static final int IN_VERIFY = 5;

    @TempDir
    Path folder;

    @Test
    void a_migration_that_is_killed_goes_on() throws Exception {
        kill(IN_VERIFY);
    }

    @Test
    @Tag("crash")
    void a_migration_that_is_killed_anywhere_goes_on() throws Exception {
        kill(POINTS);
    }

    private void kill(int points) throws Exception {
        OldInstallation old = old();
        Map<String, String> files = Fingerprint.snapshot(old.base());
        NewInstallation whole = fresh("whole");
        long[] events = {0};
        new Migration(order(old, whole), whole, (tenant, what, done, total) -> events[0]++).run(outcome -> {});
        Map<String, String> expected = whole.state("acme", "contoso");
        long[] at = LongStream.generate(new Random(SEED)::nextLong).map(any -> 1 + Math.floorMod(any, events[0])).limit(points).toArray();
        for (long point : at) {
            NewInstallation fresh = fresh("killed_" + point);
            if (Files.exists(fresh.home().resolve("docex.yaml"))) {
                continue;
            }
            ProcessBuilder victim = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                    System.getProperty("java.class.path"), MigrationVictim.class.getName(), old.config().toString(), old.base().toString(),
                    fresh.home().toString(), fresh.database().orElse(""), Long.toString(point))
                    .redirectErrorStream(true).redirectOutput(folder.resolve("victim.log").toFile());
            assertThat(victim.start().waitFor()).as("event " + point).isEqualTo(137);
            assertThat(fresh.home().resolve("docex.yaml")).as("event " + point).doesNotExist();
            new Migration(order(old, fresh), fresh, (tenant, what, done, total) -> {}).run(outcome -> {});
            assertThat(fresh.state("acme", "contoso")).as("event " + point + " of " + events[0]).isEqualTo(expected);
        }
        assertThat(Fingerprint.snapshot(old.base())).isEqualTo(files);
    }

    private OldInstallation old() throws Exception {
        OldInstallation old = OldInstallation.sqlite(folder.resolve("old"));
        if (TestInstallation.onPostgres()) {
            String database = "old_" + Long.toHexString(System.nanoTime());
            TestInstallation.execute(TestInstallation.superuser(), "CREATE DATABASE " + database);
            old = OldInstallation.postgres(folder.resolve("old"), "127.0.0.1", Integer.getInteger("it.postgres.port"), database, "postgres", "");
        }
        OddInstallation.Made made = OddInstallation.fill(old.tenant("acme"), old.tenant("contoso"));
        made.a().execute("DELETE FROM document WHERE id = ?", made.id(Oddity.S3_DOCUMENT));
        made.a().execute("DELETE FROM docbasket WHERE id = ?", made.id(Oddity.S3_BASKET));
        return old;
    }

    /** On PostgreSQL in a database of its own, with roles. */
    private NewInstallation fresh(String name) throws Exception {
        Path place = folder.resolve(name);
        OwnInstallation installation = OwnInstallation.in(place);
        Map<String, String> environment = installation.environment();
        return new NewInstallation(installation.home(), Optional.ofNullable(environment.get("DOCEX_DATABASE_URL"))
                .map(url -> url + "?user=" + environment.get("DOCEX_DATABASE_USER") + "&password=" + environment.get("DOCEX_DATABASE_PASSWORD")));
    }

    private static MigrationOrder order(OldInstallation old, NewInstallation fresh) {
        return new MigrationOrder(old.config(), old.base(), fresh.home(), Map.of(), Optional.empty(), false);
    }
}
