package org.docex.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.docex.cli.Docex;
import org.docex.storage.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Makes the installation of a run before Arquillian starts the server: a fresh home, a PostgreSQL with the roles a DBA would
 * make, {@code docex init} as the system login. What failed and is run again is a run of its own. Unit tests name no database
 * and get none.
 */
public class DatabaseSession implements TestExecutionListener {
    private EmbeddedPostgres postgres;
    private S3Server s3;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if (System.getProperty("docex.database") == null) {
            return;
        }
        try {
            deleteTree(TestInstallation.home());
            Files.createDirectories(TestInstallation.home());
            if (TestInstallation.onPostgres()) {
                startPostgres();
            }
            String storages = "";
            if (TestInstallation.onPostgres()) {
                s3 = S3Server.start();
                storages = "  " + TestInstallation.BUCKET + ": " + s3.storage() + "\n";
            }
            int exit = Docex.run("init", "--local-key", "--db-type", System.getProperty("docex.database"));
            if (exit != 0) {
                throw new IllegalStateException("docex init ended with " + exit);
            }
            Files.writeString(TestInstallation.home().resolve("docex.yaml"),
                    Files.readString(TestInstallation.home().resolve("docex.yaml")).replace("storage:\n", "storage:\n" + storages)
                            + "\nevents: { retention: 3650d }\nsweep: { grace: 20s }\nlimits: { max_upload_bytes: 67108864, min_free_bytes: 1048576 }\ntransfer: { max_archive_bytes: 16777216 }\n");
        } catch (IOException | SQLException | InterruptedException e) {
            new IllegalStateException("The installation of this run cannot be made", e).printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private void startPostgres() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().setPort(Integer.getInteger("it.postgres.port"))
                .setServerConfig("max_connections", "60").setServerConfig("fsync", System.getProperty("it.fsync"))
                .setServerConfig("synchronous_commit", System.getProperty("it.fsync")).start();
        try (Connection maintenance = postgres.getPostgresDatabase().getConnection()) {
            maintenance.createStatement().execute("CREATE DATABASE docex");
        }
        requirePasswords();
        TestInstallation.execute(TestInstallation.superuser(), "SET docex.installation = '" + TestInstallation.ID
                + "'; SET docex.system_password = 'system'; SET docex.tenants_password = 'tenants';"
                + Files.readString(Path.of("server-config/postgresql/roles.sql")));
    }

    /** The embedded server trusts everybody; from here on it trusts its superuser alone. */
    private static void requirePasswords() throws IOException, SQLException {
        Path rules = Path.of(TestInstallation.query(TestInstallation.superuser(), "SHOW hba_file").get(0));
        Files.writeString(rules, "host all postgres samehost trust\nhost all all samehost scram-sha-256\n");
        TestInstallation.execute(TestInstallation.superuser(), "SELECT pg_reload_conf()");
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        try {
            if (s3 != null) {
                s3.close();
            }
            if (postgres != null) {
                postgres.close();
            }
            stopStrayPayara();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("What the run started did not end", e);
        }
    }

    /** Arquillian's Payara cannot stop the server that it started for a second run of what failed. */
    private static void stopStrayPayara() throws IOException, InterruptedException {
        Path pid = Path.of(System.getProperty("it.server", ""), "glassfish/domains", System.getProperty("it.server.instance", ""), "config/pid");
        if (Files.exists(pid)) {
            Optional<ProcessHandle> stray = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                    .filter(process -> process.info().commandLine().orElse("").contains(System.getProperty("it.server")));
            stray.ifPresent(ProcessHandle::destroyForcibly);
            Await.until(Duration.ofSeconds(30), () -> stray.isEmpty() || !stray.get().isAlive());
            Files.deleteIfExists(pid);
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
