package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose disks have less room than it must leave free: nothing new is taken, nothing that is there is lost. */
@Tag("once")
class FullDiskServerIT {
    @TempDir
    Path folder;

    @Test
    void a_disk_that_fills_up_refuses_archives_and_content_and_changes_nothing() throws Exception {
        OwnInstallation installation = OwnInstallation.in(folder);
        installation.init();
        Path config = installation.home().resolve("docex.yaml");
        String enough = Files.readString(config);
        Api operator = installation.as(Optional.empty(), "docex-admin");
        Api user = installation.as(Optional.of("full"), "user");
        String basket;
        byte[] archive;
        try (TestServer server = TestServer.start(folder.resolve("server"), installation, Deployments.docex())) {
            operator.post(TestServer.url("/admin/tenants"), "{\"tenant_id\":\"full\",\"display_name\":\"Full\"}").expect(201);
            basket = user.post(TestServer.url("/baskets"), "{\"name\":\"b\"}").expect(201).json().getString("id");
            add(user, basket, "a").expect(201);
            archive = operator.get(TestServer.url("/admin/tenants/full/archive")).expect(200).bytes();
        }
        Files.writeString(config, enough + "\nlimits: { min_free_bytes: " + (1L << 55) + " }\n");
        try (TestServer server = TestServer.start(folder.resolve("server"), installation, Deployments.docex())) {
            operator.post(TestServer.url("/admin/tenants/other/archive"), archive).expect(507, "storage-full");
            operator.get(TestServer.url("/admin/tenants/full/archive")).expect(507, "storage-full");
            add(user, basket, "b").expect(507, "storage-full");
            operator.get(TestServer.url("/admin/tenants/other")).expect(404);
            assertThat(user.get(TestServer.url("/baskets/" + basket + "/documents")).expect(200).json().getJsonArray("items")).hasSize(1);
            assertThat(Files.list(installation.home().resolve("storage/.spool"))).isEmpty();
        }
        Files.writeString(config, enough);
        try (TestServer server = TestServer.start(folder.resolve("server"), installation, Deployments.docex())) {
            operator.post(TestServer.url("/admin/tenants/other/archive"), archive).expect(201);
        }
    }

    private static Api.Answer add(Api user, String basket, String name) {
        return user.post(TestServer.url("/baskets/" + basket + "/documents?name=" + name), name.getBytes(StandardCharsets.UTF_8));
    }
}
