package org.docex.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.docex.storage.BlobStore.Blob;
import org.docex.storage.BlobStore.Draft;
import org.docex.storage.BlobStore.Found;
import org.docex.storage.S3Settings.Checksums;
import org.docex.storage.S3Settings.Timeouts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("once")
class S3BlobStoreIT implements BlobStoreContract {
    private static final int MIB = 1 << 20;
    private static S3Server server;

    private final List<AutoCloseable> open = new ArrayList<>();
    private S3Settings settings;
    private S3BlobStore store;
    private S3Proxy proxy;

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void bucket() throws IOException {
        settings = server.newBucket();
        store = later(new S3BlobStore(settings));
        proxy = later(new S3Proxy(server.endpoint()));
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Override
    public BlobStore store() {
        return store;
    }

    @ParameterizedTest
    @EnumSource
    void long_content_comes_back_byte_for_byte(Checksums checksums) throws IOException {
        S3BlobStore other = later(new S3BlobStore(with(settings.endpoint(), Timeouts.STANDARD, checksums)));
        byte[] content = random(20 * MIB + 7);
        assertThat(put(other, "b/long", content)).contains("b/long");
        try (Blob blob = other.open("", "b/long").orElseThrow()) {
            assertThat(blob.size()).isEqualTo(content.length);
            assertThat(blob.from(0).readAllBytes()).isEqualTo(content);
            for (int from : new int[] {1, 8 * MIB - 1, 8 * MIB, 16 * MIB + 3, content.length - 1, content.length}) {
                assertThat(blob.from(from).readAllBytes()).isEqualTo(Arrays.copyOfRange(content, from, content.length));
            }
        }
    }

    @Test
    void content_of_exactly_one_part_goes_in_one_request_and_a_byte_more_in_two_parts() throws IOException {
        S3BlobStore other = through(Timeouts.STANDARD);
        put(other, "b/one", random(8 * MIB));
        assertThat(proxy.requests()).hasSize(1);
        put(other, "b/two", random(8 * MIB + 1));
        assertThat(proxy.requests()).filteredOn(request -> request.contains("partNumber")).hasSize(2);
        assertThat(found(store)).extracting(Found::size).containsExactly(8L * MIB, 8L * MIB + 1);
    }

    @Test
    void ten_thousand_parts_hold_five_tebibytes() {
        long sum = 0;
        for (int number = 0; number < 10_000; number++) {
            sum += S3Upload.partSize(number);
        }
        assertThat(sum).isGreaterThan(5L << 40);
        assertThat(S3Upload.partSize(0)).isEqualTo(8L * MIB);
        assertThat(S3Upload.partSize(9_999)).isLessThan(5L << 30);
    }

    @Test
    void long_content_takes_the_first_key_that_is_free() throws IOException {
        put(store, "b/0", random(3));
        try (Draft draft = store.draft("", attempt -> "b/" + attempt)) {
            write(draft, random(9 * MIB));
            draft.sync();
            assertThat(draft.publish()).contains("b/1");
        }
    }

    @Test
    void long_content_without_a_free_key_is_told_and_leaves_nothing() throws IOException {
        put(store, "b/0", random(3));
        try (Draft draft = store.draft("", attempt -> "b/0")) {
            write(draft, random(9 * MIB));
            draft.sync();
            assertThat(draft.publish()).isEmpty();
        }
        assertThat(found(store)).hasSize(1);
    }

    @Test
    void long_content_whose_key_was_taken_meanwhile_does_not_replace() throws IOException {
        try (Draft draft = store.draft("", attempt -> "b/0")) {
            write(draft, random(9 * MIB));
            put(store, "b/0", new byte[] {1});
            draft.sync();
            assertThat(draft.publish()).isEmpty();
            assertThat(read(store, "b/0")).containsExactly(1);
            // not after the end: s3mock 5.2.0 removes the object of a key, too, when an upload to it is aborted
        }
        assertThat(found(store)).filteredOn(Found::unfinished).isEmpty();
    }

    @Test
    void what_is_on_its_way_is_shown_and_discarded_and_an_end_leaves_nothing() throws IOException {
        try (Draft draft = store.draft("", attempt -> "b/long")) {
            write(draft, random(9 * MIB));
            Found upload = found(store).get(0);
            assertThat(upload.unfinished()).isTrue();
            assertThat(store.isTaken("")).isTrue();
        }
        assertThat(found(store)).isEmpty();
        try (Draft draft = store.draft("", attempt -> "b/long")) {
            write(draft, random(9 * MIB));
            Found upload = found(store).get(0);
            store.discard("", upload);
            store.discard("", upload);
            assertThat(found(store)).isEmpty();
            assertThatThrownBy(draft::sync).isInstanceOf(IOException.class);
        }
        try (Draft draft = store.draft("", attempt -> "b/long")) {
            write(draft, random(9 * MIB));
            store.emptyArea("");
            assertThat(found(store)).isEmpty();
        }
        assertThat(store.isTaken("")).isFalse();
    }

    @Test
    void a_bucket_may_be_one_area() throws IOException {
        assertThat(store.createArea("")).isTrue();
        put(store, "b/a", random(3));
        assertThat(found(store)).extracting(Found::key).containsExactly("b/a");
        assertThatThrownBy(() -> store.open("", ".docex")).isInstanceOf(IOException.class);
        store.emptyArea("");
        assertThat(store.hasArea("")).isTrue();
        store.removeEmptyArea("");
        assertThat(store.hasArea("")).isFalse();
    }

    @Test
    void more_than_a_page_is_shown_and_removed() throws IOException {
        store.createArea("acme");
        store.createArea("acme2");
        for (int i = 0; i < 1003; i++) {
            put(store, "acme/b/" + i, new byte[0]);
        }
        assertThat(found(store)).hasSize(1003 + 2);
        List<Found> acme = new ArrayList<>();
        store.look("acme", acme::add);
        assertThat(acme).hasSize(1003);
        store.emptyArea("acme");
        assertThat(found(store)).extracting(Found::key).containsExactly("acme/.docex", "acme2/.docex");
    }

    @Test
    void refuses_keys_that_no_storage_takes() {
        for (String key : new String[] {"a\\b", "a\nb", "a\0b", "b//a", "b/", "b/./a", ".docex", ".docex/x", "\ud800", "x".repeat(1025)}) {
            assertThatThrownBy(() -> store.open("", key)).as(key).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> store.delete("", key)).as(key).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> put(store, key, random(1))).as(key).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_server_that_fails_twice_is_asked_again() throws IOException {
        S3BlobStore other = through(Timeouts.STANDARD);
        proxy.next("PUT", S3Proxy.refuse(500, "InternalError"), S3Proxy.refuse(503, "SlowDown"));
        byte[] content = random(100_000);
        assertThat(put(other, "b/a", content)).contains("b/a");
        proxy.next("GET", S3Proxy.refuse(500, "InternalError"), S3Proxy.refuse(500, "InternalError"));
        assertThat(read(other, "b/a")).isEqualTo(content);
        proxy.next("PUT", S3Proxy.refuse(500, "InternalError"), S3Proxy.refuse(500, "InternalError"),
                S3Proxy.refuse(500, "InternalError"));
        assertThatThrownBy(() -> put(other, "b/b", content)).isInstanceOf(IOException.class).hasMessageContaining("overloaded");
        assertThat(found(store)).hasSize(1);
    }

    @Test
    void a_slow_server_is_asked_again_and_then_given_up() throws IOException {
        S3BlobStore other = through(new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(1)));
        proxy.next("PUT", S3Proxy.late(2500));
        assertThat(put(other, "b/a", random(10))).contains("b/a");
        proxy.next("GET", S3Proxy.late(4000), S3Proxy.late(4000), S3Proxy.late(4000));
        long start = System.nanoTime();
        assertThatThrownBy(() -> read(other, "b/a")).isInstanceOf(IOException.class).hasMessageContaining("in time");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(11));
    }

    @Test
    void a_silent_connection_is_given_up_after_the_read_timeout() throws IOException {
        S3BlobStore other = through(new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(30)));
        put(store, "b/a", random(MIB));
        proxy.next("GET", S3Proxy.cut(1000, 5000));
        assertThatThrownBy(() -> read(other, "b/a")).isInstanceOf(IOException.class);
    }

    @Test
    void who_reads_slowly_is_not_hurried() throws Exception {
        S3BlobStore other = through(new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(1)));
        byte[] content = random(9 * MIB);
        put(store, "b/a", content);
        try (Blob blob = other.open("", "b/a").orElseThrow()) {
            InputStream in = blob.from(0);
            byte[] first = in.readNBytes(10);
            Thread.sleep(2500);
            assertThat(first).isEqualTo(Arrays.copyOf(content, 10));
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 10, content.length));
        }
    }

    @Test
    void an_answer_that_was_lost_is_no_obstacle() throws IOException {
        S3BlobStore other = through(Timeouts.STANDARD);
        proxy.next("PUT", S3Proxy.lose());
        byte[] content = random(1000);
        assertThat(put(other, "b/a", content)).contains("b/a");
        assertThat(read(store, "b/a")).isEqualTo(content);
        proxy.next("PUT", S3Proxy.lose(), S3Proxy.refuse(500, "InternalError"), S3Proxy.refuse(500, "InternalError"));
        assertThatThrownBy(() -> put(other, "b/gone", content)).isInstanceOf(IOException.class);
        assertThat(found(store)).extracting(Found::key).containsExactly("b/a");
    }

    @Test
    void a_completion_whose_answer_was_lost_is_no_obstacle() throws IOException {
        S3BlobStore other = through(Timeouts.STANDARD);
        byte[] content = random(9 * MIB);
        proxy.next("POST", S3Proxy.late(0), S3Proxy.lose());
        assertThat(put(other, "b/a", content)).contains("b/a");
        assertThat(read(store, "b/a")).isEqualTo(content);
    }

    @Test
    void a_conflict_is_tried_again_under_the_same_key() throws IOException {
        S3BlobStore other = through(Timeouts.STANDARD);
        proxy.next("PUT", S3Proxy.refuse(409, "ConditionalRequestConflict"));
        assertThat(put(other, "b/a", random(10))).contains("b/a");
    }

    @Test
    void a_denied_access_is_never_a_missing_object() throws IOException {
        S3BlobStore other = through(Timeouts.STANDARD);
        proxy.next("HEAD", S3Proxy.refuse(403, "AccessDenied"));
        assertThatThrownBy(() -> other.open("", "b/a")).isInstanceOf(IOException.class)
                .hasMessageContaining("denied").hasMessageContaining("s3:ListBucket");
        proxy.next("HEAD", S3Proxy.refuse(403, "AccessDenied"));
        assertThatThrownBy(() -> other.hasArea("acme")).isInstanceOf(IOException.class);
        proxy.next("PUT", S3Proxy.refuse(403, "AccessDenied"));
        assertThatThrownBy(() -> put(other, "b/a", random(10))).isInstanceOf(IOException.class);
        proxy.next("GET", S3Proxy.refuse(403, "SignatureDoesNotMatch"));
        assertThatThrownBy(() -> found(other)).isInstanceOf(IOException.class)
                .hasMessageContaining("credentials").hasMessageNotContaining("test-secret");
        proxy.next("HEAD", S3Proxy.refuse(403, "AccessDenied"));
        assertThat(other.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("denied"));
    }

    @Test
    void a_refusal_in_the_middle_of_a_long_part_is_an_error() throws IOException {
        S3BlobStore other = through(Timeouts.STANDARD);
        proxy.next("PUT", S3Proxy.refuseUnread(403), S3Proxy.refuseUnread(403), S3Proxy.refuseUnread(403));
        assertThatThrownBy(() -> put(other, "b/a", random(20 * MIB))).isInstanceOf(IOException.class);
        assertThat(found(store)).isEmpty();
    }

    @Test
    void a_missing_bucket_is_an_error_and_never_a_missing_object() throws IOException {
        S3BlobStore other = later(new S3BlobStore(S3Server.settings("missing-bucket", server.endpoint())));
        assertThat(other.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("does not exist"));
        assertThatThrownBy(() -> other.open("", "b/a")).isInstanceOf(IOException.class).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> other.hasArea("acme")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> other.isTaken("acme")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> other.delete("", "b/a")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> put(other, "b/a", random(10))).isInstanceOf(IOException.class).hasMessageContaining("does not exist");
        assertThat(store.fault()).isEmpty();
    }

    @Test
    void a_server_out_of_reach_is_an_error_that_names_it() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        S3BlobStore other = later(new S3BlobStore(S3Server.settings("any-bucket", URI.create("http://localhost:" + free))));
        assertThatThrownBy(() -> other.open("", "b/a")).isInstanceOf(IOException.class)
                .hasMessageContaining("any-bucket").hasMessageContaining("cannot be reached");
        assertThat(other.fault()).isPresent();
    }

    @Test
    void a_server_that_ignores_conditions_is_refused() throws IOException {
        S3BlobStore other = through(Timeouts.STANDARD);
        proxy.next("PUT", S3Proxy.without("if-none-match"), S3Proxy.without("if-none-match"));
        assertThatThrownBy(() -> other.createArea("acme")).isInstanceOf(IOException.class).hasMessageContaining("conditional");
        assertThat(store.isTaken("acme")).isFalse();
    }

    @Test
    void content_that_breaks_off_or_was_replaced_is_an_error() throws IOException {
        S3BlobStore other = through(Timeouts.STANDARD);
        put(store, "b/a", random(MIB));
        proxy.next("GET", S3Proxy.cut(1000, 0));
        assertThatThrownBy(() -> read(other, "b/a")).isInstanceOf(IOException.class);
        try (Blob blob = store.open("", "b/a").orElseThrow()) {
            store.delete("", "b/a");
            assertThatThrownBy(() -> blob.from(0)).isInstanceOf(IOException.class);
            put(store, "b/a", random(MIB - 1));
            assertThatThrownBy(() -> blob.from(0)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void closing_does_not_read_the_rest() throws IOException {
        S3BlobStore other = through(Timeouts.STANDARD);
        put(store, "b/a", random(20 * MIB));
        proxy.next("GET", S3Proxy.cut(1000, 20_000));
        Blob blob = other.open("", "b/a").orElseThrow();
        InputStream in = blob.from(0);
        in.readNBytes(10);
        long start = System.nanoTime();
        blob.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThatThrownBy(in::read).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> blob.from(0)).isInstanceOf(IOException.class);
    }

    @Test
    void closing_ends_a_reader_that_waits_as_soon_as_the_server_stirs() throws Exception {
        S3BlobStore other = through(Timeouts.STANDARD);
        put(store, "b/a", random(20 * MIB));
        proxy.next("GET", S3Proxy.cut(1000, 2500));
        Blob blob = other.open("", "b/a").orElseThrow();
        InputStream in = blob.from(0);
        CompletableFuture<Boolean> reader = CompletableFuture.supplyAsync(() -> ends(in));
        Thread.sleep(500);
        long start = System.nanoTime();
        blob.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(reader.get(10, TimeUnit.SECONDS)).isFalse();
    }

    private static boolean ends(InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void closing_ends_a_writer_and_leaves_nothing() throws Exception {
        S3BlobStore other = through(Timeouts.STANDARD);
        Draft draft = other.draft("", attempt -> "b/a");
        write(draft, random(9 * MIB));
        proxy.next("PUT", S3Proxy.late(3000));
        CompletableFuture<Boolean> writer = CompletableFuture.supplyAsync(() -> {
            try {
                write(draft, random(9 * MIB));
                return true;
            } catch (IOException e) {
                return false;
            }
        });
        Thread.sleep(500);
        draft.close();
        assertThat(writer.get(10, TimeUnit.SECONDS)).isFalse();
        assertThatThrownBy(() -> draft.write(new byte[1], 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(draft::publish).isInstanceOf(IOException.class);
        assertThat(found(store)).isEmpty();
    }

    @Test
    void nothing_asked_of_a_draft_after_its_publication_harms_it() throws IOException {
        Draft draft = store.draft("", attempt -> "b/a");
        write(draft, random(10));
        draft.sync();
        draft.sync();
        assertThat(draft.publish()).contains("b/a");
        assertThatThrownBy(() -> draft.write(new byte[1], 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(draft::publish).isInstanceOf(IOException.class);
        draft.close();
        assertThatThrownBy(draft::sync).isInstanceOf(IOException.class);
        assertThat(store.open("", "b/a")).isPresent();
    }

    @Test
    void a_store_that_was_closed_is_an_error() throws IOException {
        S3BlobStore other = through(Timeouts.STANDARD);
        Draft draft = other.draft("", attempt -> "b/a");
        write(draft, random(10));
        other.close();
        assertThatThrownBy(() -> other.open("", "b/a")).isInstanceOf(IOException.class).hasMessageContaining("stops");
        assertThatThrownBy(draft::sync).isInstanceOf(IOException.class);
        assertThat(other.fault()).isPresent();
    }

    private <T extends AutoCloseable> T later(T closed) {
        open.add(closed);
        return closed;
    }

    private S3BlobStore through(Timeouts timeouts) throws IOException {
        return later(new S3BlobStore(with(Optional.of(proxy.endpoint()), timeouts, Checksums.WHEN_SUPPORTED)));
    }

    private S3Settings with(Optional<URI> endpoint, Timeouts timeouts, Checksums checksums) {
        return new S3Settings(settings.bucket(), settings.region(), endpoint, true, checksums, settings.credentials(), timeouts);
    }

    private static Optional<String> put(S3BlobStore store, String key, byte[] content) throws IOException {
        try (Draft draft = store.draft("", attempt -> key)) {
            write(draft, content);
            draft.sync();
            return draft.publish();
        }
    }

    private static void write(Draft draft, byte[] content) throws IOException {
        for (int from = 0; from < content.length; from += 1 << 16) {
            byte[] some = Arrays.copyOfRange(content, from, Math.min(content.length, from + (1 << 16)));
            draft.write(some, some.length);
        }
    }

    private static byte[] read(S3BlobStore store, String key) throws IOException {
        try (Blob blob = store.open("", key).orElseThrow()) {
            return blob.from(0).readAllBytes();
        }
    }

    private static List<Found> found(S3BlobStore store) throws IOException {
        List<Found> all = new ArrayList<>();
        store.look("", all::add);
        return all;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
