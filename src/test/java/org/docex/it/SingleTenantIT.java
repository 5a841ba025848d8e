package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installation without tenants has one boundary and no tenant anywhere. */
class SingleTenantIT {
    @TempDir
    Path folder;

    @Test
    void serves_without_tenants_and_refuses_who_names_one() throws Exception {
        OwnInstallation installation = OwnInstallation.in(folder);
        installation.init("--multi-tenancy-enabled=false");
        assertThat(installation.init("--multi-tenancy-enabled=false").out()).contains("Nothing to do");
        try (TestServer server = TestServer.start(folder.resolve("server"), installation, Deployments.docex())) {
            Api user = installation.as(Optional.empty(), "user");
            String basket = user.post(TestServer.url("/baskets"), "{\"name\":\"b\"}").expect(201).json().getString("id");
            String document = user.post(TestServer.url("/baskets/" + basket + "/documents?name=a.txt"), "hello".getBytes()).expect(201).json()
                    .getString("id");
            assertThat(user.get(TestServer.url("/documents/" + document + "/content")).expect(200).text()).isEqualTo("hello");
            assertThat(installation.home().resolve("storage/documents/b_" + basket.substring(32))).isDirectory();

            installation.as(Optional.of("acme"), "user").get(TestServer.url("/baskets")).expect(403, "tenant-not-expected");
            Api operator = installation.as(Optional.empty(), "docex-admin");
            operator.get(TestServer.url("/admin/tenants")).expect(409, "single-tenant");
            operator.post(TestServer.url("/admin/tenants"), "{\"tenant_id\":\"acme\",\"display_name\":\"x\"}").expect(409, "single-tenant");
            operator.get(TestServer.url("/baskets")).expect(403, "role-required");
            assertThat(operator.get(TestServer.url("/admin/status")).expect(200).json().getBoolean("ok")).isTrue();
        }
        Path config = installation.home().resolve("docex.yaml");
        Files.writeString(config, Files.readString(config).replace("enabled: false", "enabled: true"));
        try (TestServer server = TestServer.start(folder.resolve("server"), installation, Deployments.docex())) {
            assertThat(Api.anonymous().get(TestServer.url() + "/health/ready").expect(503).text()).contains("multi_tenancy.enabled: false");
        }
    }

}
