package org.docex.cli;

import org.docex.cli.run.Environment;
import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.security.LocalKey;
import org.docex.tenant.provisioning.BootstrapTenantManager;
import org.docex.tenant.provisioning.RolesScript;
import org.docex.tenant.registry.Installation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What an installation needs beside its configuration: roles, system boundary, key. Making it again changes nothing.
 *
 * @param done one line for each thing that was made
 */
record Setup(Installation installation, List<String> done) {
    static Setup make(DocexConfig config) {
        List<String> done = new ArrayList<>();
        DataSource source = SystemConnection.of(config);
        if (config.database() instanceof Postgres postgres && postgres.rolePerTenant()) {
            done.addAll(RolesScript.runWhereAllowed(source, passwords()));
        }
        BootstrapTenantManager.Report report = new BootstrapTenantManager(config, source).initialize();
        done.addAll(report.done());
        if (config.security().localKey() && LocalKey.create(config, report.installation().id())) {
            done.add("local key: " + config.home().resolve("local-key.json"));
        }
        return new Setup(report.installation(), List.copyOf(done));
    }

    /** Passwords for the logins that {@code roles.sql} makes; without one a DBA sets it later. */
    private static Map<String, String> passwords() {
        Map<String, String> settings = new LinkedHashMap<>();
        Map.of("DOCEX_SYSTEM_PASSWORD", "docex.system_password", "DOCEX_TENANTS_PASSWORD", "docex.tenants_password")
                .forEach((variable, setting) -> Environment.secret(variable)
                        .ifPresent(password -> settings.put(setting, password)));
        return settings;
    }
}
