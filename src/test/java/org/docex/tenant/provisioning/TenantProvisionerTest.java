package org.docex.tenant.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import org.docex.config.ConfigReader;
import org.docex.config.DocexConfig;
import org.docex.tenant.TenantId;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

class TenantProvisionerTest {
    @TempDir
    Path home;

    @Test
    void provisions_a_tenant() throws Exception {
        Path file = Files.writeString(home.resolve("docex.yaml"), """
                config_version: 1
                multi_tenancy: { enabled: true }
                database: { type: sqlite }
                storage: { documents: { type: filesystem, path: storage/documents } }
                """);
        DocexConfig config = ConfigReader.read(file);
        SQLiteConfig settings = new SQLiteConfig();
        settings.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(settings);
        source.setUrl("jdbc:sqlite:" + config.multiTenancy().bootstrapTenant().databasePath());
        new BootstrapTenantManager(config, source).initialize();

        SystemDatabase database = new SystemDatabase(source, false, "");
        Tenant tenant = new TenantProvisioner(config, database, event -> {})
                .create(new TenantId("acme"), "Acme Corp", "me");

        assertThat(tenant.status()).isEqualTo(TenantStatus.ACTIVE);
    }
}
