package org.docex.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A server process of a test's own. What a stop does is asked by {@link #stop}; closing it ends it at once and leaves no process behind. */
final class TestServer implements AutoCloseable {
    private static final Set<String> LOGS = Set.of("console.log", "messages.log", "server.log");

    private final Process process;
    private final Path base;

    private TestServer(Process process, Path base) {
        this.process = process;
        this.base = base;
    }

    static String url() {
        return "http://127.0.0.1:" + System.getProperty("it.kill.http.port") + "/docex";
    }

    /** The address of an operation, for example {@code /baskets}. */
    static String url(String path) {
        return url() + "/api/v1" + path;
    }

    /** Starts the server with the WAR on an installation and returns when it answers. */
    static TestServer start(Path base, OwnInstallation installation, WebArchive war, String... properties)
            throws IOException, InterruptedException {
        Files.createDirectories(base.resolve("log"));
        Path file = base.resolve("log/docex.war");
        war.as(ZipExporter.class).exportTo(file.toFile(), true);
        ProcessBuilder builder = ServerCommand.ofThisRun().prepare(base, file, installation.secrets(), List.of(properties))
                .redirectErrorStream(true).redirectOutput(base.resolve("log/console.log").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("DOCEX_") && !name.equals("DOCEX_SECRETS"));
        environment.putAll(installation.environment());
        environment.keySet().removeAll(installation.secrets().keySet());
        environment.put("DOCEX_HOME", installation.home().toString());
        environment.put("DOCEX_HTTP_PORT", System.getProperty("it.kill.http.port"));
        environment.put("DOCEX_MANAGEMENT_PORT", System.getProperty("it.kill.management.port"));
        TestServer started = new TestServer(builder.start(), base);
        started.awaitAlive();
        return started;
    }

    private void awaitAlive() throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest alive = HttpRequest.newBuilder(URI.create(url() + "/health/live")).timeout(Duration.ofSeconds(5)).build();
        long until = System.nanoTime() + Duration.ofSeconds(180).toNanos();
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
        kill();
        throw new IllegalStateException("The server did not come up");
    }

    /** Everything that the server has logged so far. */
    String log() throws IOException {
        try (Stream<Path> all = Files.walk(base)) {
            StringBuilder log = new StringBuilder();
            for (Path file : all.filter(path -> LOGS.contains(path.getFileName().toString())).sorted().toList()) {
                log.append(Files.readString(file));
            }
            return log.toString();
        }
    }

    /** The resident memory of the server's own process, after a collection. */
    long residentKib() throws IOException, InterruptedException {
        ProcessHandle server = process.descendants().reduce((first, last) -> last).orElse(process.toHandle());
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(server.pid()), "GC.run")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        try (Stream<String> status = Files.lines(Path.of("/proc/" + server.pid() + "/status"))) {
            return status.filter(line -> line.startsWith("VmRSS:")).map(line -> line.replaceAll("[^0-9]", "")).mapToLong(Long::parseLong)
                    .findFirst().orElseThrow();
        }
    }

    /** Asks the server to stop, as an operator would; see {@link #awaitEnd}. */
    void stop() {
        List<ProcessHandle> children = process.descendants().toList();
        (children.isEmpty() ? List.of(process.toHandle()) : children).forEach(ProcessHandle::destroy);
    }

    /** Waits for the end that a test provoked. */
    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(150, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The server is still alive");
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private void kill() throws InterruptedException {
        Set<ProcessHandle> children = process.descendants().collect(Collectors.toSet());
        children.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }
}
