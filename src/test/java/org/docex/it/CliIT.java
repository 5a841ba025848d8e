package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.docex.it.OwnInstallation.Ran;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The command line as its users have it: the jar as a process, against a server. Each test has tenants of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CliIT {
    @TempDir
    static Path folder;

    private OwnInstallation installation;
    private TestServer server;
    private Golden golden;

    @BeforeAll
    void start() throws Exception {
        installation = OwnInstallation.in(folder);
        installation.init();
        server = TestServer.start(folder.resolve("server"), installation, Deployments.docex());
        golden = new Golden(List.of(TestServer.url(), installation.home().toString(), folder.toString()));
    }

    @AfterAll
    void stop() throws InterruptedException {
        server.close();
    }

    @Test
    void a_tenant_is_made_shown_and_changed() throws Exception {
        Caller root = operator();
        root.shows("tenant-create", "tenant", "create", "--tenant-id", "acme", "--display-name", "Acme Corp");
        root.shows("tenant-create-again", "tenant", "create", "--tenant-id", "acme", "--display-name", "Acme Corp");
        root.shows("tenant-show-json", "tenant", "show", "--tenant-id", "acme", "--output", "json");
        root.shows("tenant-update", "tenant", "update", "--tenant-id", "acme", "--display-name", "Acme Inc", "--output", "simple");
        root.shows("tenant-unknown", "tenant", "show", "--tenant-id", "nobody");
        assertThat(root.run("tenant", "list").expect(0).out()).containsPattern("(?m)^_docex_system_ +ACTIVE .* \\[SYSTEM]$")
                .containsPattern("(?m)^acme +ACTIVE +(schema|database) +Acme Inc$");
        assertThat(root.run("tenant", "list", "--output", "ndjson").expect(0).out().lines()).allMatch(line -> line.matches("\\{.*}"));
    }

    @Test
    void a_tenant_is_suspended_deleted_and_taken_back() throws Exception {
        Caller root = operator();
        root.run("tenant", "create", "--tenant-id", "living", "--display-name", "Living").expect(0);
        assertThat(root.run("tenant", "suspend", "--tenant-id", "living").expect(0).out()).containsPattern("status +SUSPENDED");
        assertThat(user("living").run("basket", "list").expect(1).err()).startsWith("docex: ").contains("SUSPENDED");
        assertThat(root.run("tenant", "resume", "--tenant-id", "living").expect(0).out()).containsPattern("status +ACTIVE");
        root.shows("tenant-delete-unconfirmed", "tenant", "delete", "--tenant-id", "living", "--confirm", "other");
        assertThat(root.run("tenant", "delete", "--tenant-id", "living", "--confirm", "living").expect(0).out())
                .containsPattern("status +DELETED");
        assertThat(root.run("tenant", "undelete", "--tenant-id", "living").expect(0).out()).containsPattern("status +ACTIVE");
        assertThat(root.run("tenant", "journal", "--tenant-id", "living", "--format", "simple").expect(0).out().lines()
                .map(line -> line.split("\t")[1])).containsExactly("undelete", "delete", "resume", "suspend", "create");
    }

    @Test
    @Tag("once")
    void a_tenant_is_exported_imported_under_another_id_and_purged() throws Exception {
        Caller root = operator();
        root.run("tenant", "create", "--tenant-id", "moving", "--display-name", "Moving").expect(0);
        Caller ann = user("moving");
        ann.run("basket", "create", "--name", "Invoices").expect(0);
        ann.run("document", "add", "--basket", "Invoices", write("moving/a.txt", "hello").toString()).expect(0);
        Path archive = folder.resolve("moving.tar");
        String sha256 = root.run("tenant", "export", "--tenant-id", "moving", "--file", archive.toString(), "--output", "json").expect(0)
                .out().replaceAll("(?s).*\"sha256\": *\"([0-9a-f]{64})\".*", "$1");
        root.shows("tenant-export-again", "tenant", "export", "--tenant-id", "moving", "--file", archive.toString());
        assertThat(root.run("tenant", "import", "--tenant-id", "moved", "--file", archive.toString(), "--sha256", "00".repeat(32)).expect(1)
                .err()).contains(sha256).contains("nothing was sent");
        root.run("tenant", "import", "--tenant-id", "moved", "--file", archive.toString(), "--sha256", sha256).expect(0);
        assertThat(user("moved").run("document", "search", "--name", "a.txt", "--output", "simple").expect(0).out()).contains("a.txt");
        root.run("tenant", "delete", "--tenant-id", "moving", "--confirm", "moving").expect(0);
        Path last = folder.resolve("last.tar");
        root.run("tenant", "export", "--tenant-id", "moving", "--file", last.toString()).expect(0);
        String[] purge = {"tenant", "purge", "--tenant-id", "moving", "--confirm", "moving", "--archive"};
        assertThat(root.run(with(purge, last.toString())).expect(1).err()).contains("[grace-period]");
        assertThat(root.run(with(purge, write("other.tar", "no archive").toString(), "--force")).expect(1).err()).contains("[archive-required]");
        assertThat(root.run(with(purge, last.toString(), "--force")).expect(0).out())
                .containsPattern("archive_sha256 +[0-9a-f]{64}").containsPattern("removed.rows.document +1");
    }

    @Test
    @Tag("once")
    void a_secret_that_is_none_is_refused_and_never_printed() throws Exception {
        for (String token : List.of("HUNTER2 x", "HUNTER2\nx", "HUNTER2\u00fc")) {
            Ran ran = installation.cli(Map.of("DOCEX_URL", TestServer.url(), "DOCEX_TOKEN", token), "tenant", "list").expect(2);
            assertThat(ran.err() + ran.out()).contains("DOCEX_TOKEN").doesNotContain("HUNTER2").doesNotContain("\tat ");
        }
        assertThat(operator().run("tenant", "show", "--tenant-id", "").expect(2).err()).contains("no id");
    }

    @Test
    @Tag("once")
    void baskets_and_documents_are_kept() throws Exception {
        provision("keeping");
        Caller ann = user("keeping");
        ann.shows("basket-create", "basket", "create", "--name", "Invoices", "--description", "2026");
        ann.shows("basket-list", "basket", "list");
        ann.shows("basket-list-json", "basket", "list", "--output", "json");
        ann.shows("basket-unknown", "basket", "show", "--basket", "Bills");
        Path file = write("keeping/invoice.txt", "hello");
        ann.shows("document-add", "document", "add", "--basket", "Invoices", "--document-type", "invoice", "--metadata",
                "{\"project\":\"docex\",\"year\":2026}", folder.relativize(file).toString());
        ann.shows("document-list", "document", "list", "--basket", "Invoices");
        ann.shows("document-count", "document", "count", "--basket", "Invoices", "--metadata", "{\"year\":2026}");
        ann.shows("document-search-none", "document", "search", "--metadata", "{\"year\":\"2026\"}");
        String id = ann.run("document", "search", "--name", "invoice.txt", "--output", "simple").expect(0).out().split("\t")[0];
        ann.shows("document-get", "document", "get", "--document-id", id);
        ann.shows("document-metadata", "document", "metadata", "--document-id", id);
        ann.shows("document-metadata-change", "document", "metadata", "--document-id", id, "--set", "{\"paid\":true}", "--delete", "project");
        assertThat(ann.run("document", "content", "--document-id", id).expect(0).out()).isEqualTo("hello");
        Path out = folder.resolve("out.txt");
        ann.run("document", "content", "--document-id", id, "--file", out.toString()).expect(0);
        assertThat(out).hasContent("hello");
        ann.shows("document-content-again", "document", "content", "--document-id", id, "--file", out.toString());
        ann.shows("basket-delete-full", "basket", "delete", "--basket", "Invoices");
        ann.run("document", "delete", "--document-id", id).expect(0);
        ann.run("basket", "delete", "--basket", "Invoices").expect(0);
        ann.shows("basket-list-empty", "basket", "list");
    }

    @Test
    @Tag("once")
    void a_folder_is_added_once_and_can_be_added_again() throws Exception {
        provision("adding");
        Caller ann = user("adding");
        ann.run("basket", "create", "--name", "in").expect(0);
        write("in/a.txt", "a");
        write("in/sub/b.txt", "b");
        write("in/.hidden", "c");
        Files.createSymbolicLink(folder.resolve("in/link.txt"), folder.resolve("in/a.txt"));
        List<String> add = List.of("document", "add", "--basket", "in", "--output", "simple", folder.resolve("in").toString());
        Ran first = ann.run(add).expect(0);
        assertThat(first.out().lines()).hasSize(2).allMatch(line -> line.startsWith("added\tdoc_"));
        assertThat(first.err()).contains(".hidden: hidden").contains("link.txt: a symbolic link").contains("added 2, already there 0, failed 0");
        assertThat(first.err()).doesNotContain("\r");
        Ran second = ann.run(add).expect(0);
        assertThat(second.out().lines()).hasSize(2).allMatch(line -> line.startsWith("already_there\tdoc_"));
        write("in/ok.txt", "d");
        write("in/bad\\name.txt", "e");
        assertThat(ann.run(add).expect(3).err()).contains("bad\\name.txt: ").contains("added 1, already there 2, failed 1");
    }

    @Test
    @Tag("once")
    void standard_input_is_a_document() throws Exception {
        provision("piping");
        Caller ann = user("piping");
        ann.run("basket", "create", "--name", "in").expect(0);
        assertThat(ann.run("document", "add", "--basket", "in", "--name", "empty.txt", "--output", "simple", "-").expect(0).out())
                .startsWith("added\tdoc_").endsWith("\tempty.txt\n");
    }

    @Test
    @Tag("once")
    void lists_follow_every_page() throws Exception {
        provision("paging");
        Caller ann = user("paging");
        Api api = installation.as(Optional.of("paging"), "user");
        for (int i = 0; i < 1001; i++) {
            api.post(TestServer.url("/baskets"), "{\"name\":\"b" + i + "\"}").expect(201);
        }
        assertThat(ann.run("basket", "list", "--output", "ndjson").expect(0).out().lines()).hasSize(1001);
        assertThat(ann.run("basket", "list", "--limit", "3", "--order-by", "name", "--order-desc", "--output", "simple").expect(0).out()
                .lines().map(line -> line.split("\t")[1])).containsExactly("b999", "b998", "b997");
    }

    @Test
    @Tag("once")
    void what_is_wrong_is_told_with_its_cure_and_an_exit_code() throws Exception {
        provision("telling");
        user("telling").shows("wrong-tenant", "basket", "list", "--tenant-id", "other");
        user("telling").shows("no-operator", "tenant", "list");
        new Caller(Map.of("DOCEX_URL", TestServer.url())).shows("no-token", "tenant", "list");
        new Caller(Map.of("DOCEX_URL", "http://127.0.0.1:1/docex", "DOCEX_TOKEN", "x")).shows("no-server", "tenant", "list");
        new Caller(Map.of("DOCEX_URL", TestServer.url() + "/nowhere", "DOCEX_TOKEN", "x")).shows("no-docex", "tenant", "list");
        operator().shows("no-command", "tenant");
        operator().shows("no-option", "document", "list", "--basket", "a", "--offset", "10");
        assertThat(operator().run("--version").expect(0).out()).isEqualTo("docex 3.0.0\n");
    }

    @Test
    void status_and_configuration_are_told() throws Exception {
        Caller root = operator();
        assertThat(root.run("status", "--output", "json").expect(0).out()).contains("\"ok\": true").contains("\"pool\"");
        assertThat(new Caller(Map.of("DOCEX_URL", TestServer.url())).run("status").expect(0).out()).containsPattern("ok +true");
        Ran alone = new Caller(Map.of("DOCEX_URL", "http://127.0.0.1:1/docex")).run("status").expect(0);
        assertThat(alone.out()).containsPattern("looked_at +installation");
        assertThat(alone.err()).contains("cannot be reached");
        root.shows("config-show", "config", "show");
        root.shows("config-validate", "config", "validate");
        Path wrong = write("wrong/docex.yaml", "config_version: 1\nmulti_tenancy: { enabled: true }\ndatabase: { type: oracle }\n");
        new Caller(Map.of("DOCEX_CONFIG_PATH", wrong.toString())).shows("config-wrong", "config", "validate");
    }

    @Test
    @Tag("once")
    void archives_go_through_pipes_and_a_pipe_sees_no_progress() throws Exception {
        provision("streaming");
        Ran export = operator().run("tenant", "export", "--tenant-id", "streaming", "--file", "-").expect(0);
        assertThat(export.out()).contains("ustar");
        assertThat(export.err()).matches("sha256 [0-9a-f]{64}, [0-9]+ bytes\n");
    }

    private void provision(String tenant) throws Exception {
        operator().run("tenant", "create", "--tenant-id", tenant, "--display-name", tenant).expect(0);
    }

    private Caller operator() {
        return caller(installation.token(Optional.empty(), "docex-admin"));
    }

    private Caller user(String tenant) {
        return caller(installation.token(Optional.of(tenant), "user"));
    }

    private Caller caller(String token) {
        return new Caller(Map.of("DOCEX_URL", TestServer.url(), "DOCEX_TOKEN", token));
    }

    private static String[] with(String[] command, String... more) {
        return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** Somebody at a terminal, in {@link #folder}. */
    private final class Caller {
        private final Map<String, String> environment;

        Caller(Map<String, String> environment) {
            this.environment = new HashMap<>(environment);
        }

        Ran run(List<String> arguments) throws IOException, InterruptedException {
            return installation.cliIn(folder, environment, arguments);
        }

        Ran run(String... arguments) throws IOException, InterruptedException {
            return run(List.of(arguments));
        }

        /** Runs and compares with the golden transcript; the exit code is part of it. */
        void shows(String golden, String... arguments) throws IOException, InterruptedException {
            CliIT.this.golden.check(golden, List.of(arguments), run(arguments));
        }
    }
}
