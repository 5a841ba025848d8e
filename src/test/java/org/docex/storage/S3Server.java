package org.docex.storage;

import org.docex.config.DocexConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 server of its own, a process on a port that was free; it takes any credentials. */
public final class S3Server implements AutoCloseable {
    private static final Path JAR = Path.of(System.getProperty("docex.s3mock", "target/s3mock/s3mock.jar"));
    private static final Duration START = Duration.ofSeconds(60);
    private static final Pattern PORT = Pattern.compile("Tomcat started on ports \\d+ \\(https\\), (\\d+) \\(http\\)");
    private static final String STARTED = "Started S3MockApplication";

    private final Path folder;
    private final Process process;
    private final URI endpoint;
    private final Thread atExit;

    private S3Server(Path folder, Process process, URI endpoint, Thread atExit) {
        this.folder = folder;
        this.process = process;
        this.endpoint = endpoint;
        this.atExit = atExit;
    }

    public static S3Server start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("docex-s3-");
        Path log = folder.resolve("s3mock.log");
        Process process = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + folder,
                "-jar", JAR.toAbsolutePath().toString(),
                "--server.port=0", "--http.port=0",
                "--com.adobe.testing.s3mock.store.root=" + Files.createDirectory(folder.resolve("data"))))
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Thread atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            return new S3Server(folder, process, started(process, log), atExit);
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static URI started(Process process, Path log) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(START);
        while (Instant.now().isBefore(end)) {
            String said = Files.readString(log);
            Matcher port = PORT.matcher(said);
            if (said.contains(STARTED) && port.find()) {
                return URI.create("http://localhost:" + port.group(1));
            }
            if (!process.isAlive()) {
                throw new IOException("s3mock ended with " + process.exitValue() + ": " + said);
            }
            Thread.sleep(50);
        }
        throw new IOException("s3mock did not start in time: " + Files.readString(log));
    }

    public URI endpoint() {
        return endpoint;
    }

    /** A storage for {@code docex.yaml} in a new, empty bucket. */
    public String storage() {
        return "{ type: s3, bucket: " + newBucket().bucket() + ", region: us-east-1, endpoint: \"" + endpoint
                + "\", path_style: true, access_key: test-key, secret_key: test-secret }";
    }

    /** A new, empty bucket. */
    public TestBucket bucket() {
        return new TestBucket(newBucket());
    }

    /** Settings for a new, empty bucket. */
    S3Settings newBucket() {
        S3Settings settings = settings("docex-" + UUID.randomUUID(), endpoint);
        try (S3Client client = S3Clients.of(settings)) {
            client.createBucket(create -> create.bucket(settings.bucket()));
        }
        return settings;
    }

    static S3Settings settings(String bucket, URI endpoint) {
        return new S3Settings(bucket, Optional.of("us-east-1"), Optional.of(endpoint), true, S3Settings.Checksums.WHEN_SUPPORTED,
                Optional.of(new DocexConfig.Credentials("test-key", "test-secret", Optional.empty())),
                S3Settings.Timeouts.STANDARD);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
