package org.docex.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A WildFly process of a test's own, which may be killed. Closing it leaves no process behind. */
final class TestServer implements AutoCloseable {
    private final Process process;

    private TestServer(Process process) {
        this.process = process;
    }

    static String url() {
        return "http://127.0.0.1:" + System.getProperty("it.kill.http.port") + "/docex";
    }

    /** Starts the server with the WAR and returns when it answers. */
    static TestServer start(Path base, Path home, WebArchive war, Map<String, String> environment, String... properties)
            throws IOException, InterruptedException {
        Path server = Path.of(System.getProperty("it.server"));
        Files.createDirectories(base.resolve("deployments"));
        Files.createDirectories(base.resolve("log"));
        war.as(ZipExporter.class).exportTo(base.resolve("deployments/docex.war").toFile(), true);
        for (String marker : List.of("deployed", "failed", "isdeploying")) {
            Files.deleteIfExists(base.resolve("deployments/docex.war." + marker));
        }
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@server-config/wildfly/java.args", "-Dorg.jboss.boot.log.file=" + base.resolve("log/server.log"),
                "-Dlogging.configuration=file:" + server.resolve("standalone/configuration/logging.properties"), "-jar",
                server.resolve("jboss-modules.jar").toString(), "-mp", server.resolve("modules").toString(),
                "org.jboss.as.standalone", "-Djboss.home.dir=" + server, "-Djboss.server.base.dir=" + base,
                "-Djboss.server.config.dir=" + server.resolve("standalone/configuration"),
                "--read-only-server-config=standalone.xml"));
        command.addAll(List.of(properties));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true).redirectOutput(base.resolve("log/console.log").toFile());
        builder.environment().putAll(environment);
        builder.environment().put("DOCEX_HOME", home.toString());
        builder.environment().put("DOCEX_HTTP_PORT", System.getProperty("it.kill.http.port"));
        builder.environment().put("DOCEX_MANAGEMENT_PORT", System.getProperty("it.kill.management.port"));
        TestServer started = new TestServer(builder.start());
        started.awaitAlive();
        return started;
    }

    private void awaitAlive() throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest alive = HttpRequest.newBuilder(URI.create(url() + "/health/live")).timeout(Duration.ofSeconds(5)).build();
        long until = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            try {
                if (client.send(alive, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // asked again below
            }
            process.waitFor(200, TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly();
        throw new IllegalStateException("The server did not come up");
    }

    /** Waits for the end that a test provoked. */
    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The server is still alive");
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
