package org.docex.cli;

import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.health.Findings;
import org.docex.storage.Storages;
import org.docex.tenant.provisioning.SetupCheck;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.SystemSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The setup check without a server: system boundary and storages. What only a server knows, its data sources, is left out. */
final class LocalStatus {
    private LocalStatus() {}

    /** One message a fault, each with its cure. */
    static List<String> faults(DocexConfig config) {
        boolean postgres = config.database() instanceof Postgres;
        Path file = config.multiTenancy().bootstrapTenant().databasePath();
        if (!postgres && !Files.exists(file)) {
            return List.of(String.valueOf(SystemSource.notBootstrapped().getMessage()));
        }
        SystemDatabase database = SystemDatabase.of(config, SystemConnection.of(config));
        Findings findings = new Storages(config).look().addAll(new SetupCheck(config, database).run());
        return findings.messages();
    }
}
