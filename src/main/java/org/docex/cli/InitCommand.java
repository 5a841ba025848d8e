package org.docex.cli;

import org.docex.cli.run.Environment;
import org.docex.config.ConfigLocation;
import org.docex.config.ConfigReader;
import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.security.LocalKey;
import org.docex.tenant.provisioning.BootstrapTenantManager;
import org.docex.tenant.provisioning.RolesScript;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code docex init}: the configuration when there is none, and the system boundary. */
@Command(name = "init", mixinStandardHelpOptions = true,
        description = "Writes docex.yaml if absent and bootstraps the installation. Running it again changes nothing.")
final class InitCommand implements Callable<Integer> {
    @Option(names = "--multi-tenancy-enabled", arity = "0..1", fallbackValue = "true", defaultValue = "true",
            description = "Whether the installation has tenants (default: ${DEFAULT-VALUE}).")
    boolean tenancy = true;

    @Option(names = "--db-type", defaultValue = "sqlite", description = "sqlite or postgres (default: ${DEFAULT-VALUE}). "
            + "PostgreSQL is reached by DOCEX_DATABASE_URL, DOCEX_DATABASE_USER, DOCEX_DATABASE_PASSWORD.")
    String databaseType = "sqlite";

    @Option(names = "--local-key", description = "Lets this machine sign tokens: for development and for one host only.")
    boolean localKey;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<String> done = new ArrayList<>();
        Path file = ConfigLocation.ofThisProcess().toInitialise();
        if (!Files.exists(file)) {
            write(file);
            done.add("configuration: " + file);
        }
        DocexConfig config = ConfigReader.read(file);
        DataSource source = SystemConnection.of(config);
        if (config.database() instanceof Postgres postgres) {
            if (postgres.rolePerTenant()) {
                done.addAll(RolesScript.runWhereAllowed(source, passwords()));
            } else {
                spec.commandLine().getErr().println("docex: role_per_tenant is false. What is lost: the database itself no longer "
                        + "keeps tenants apart; a wrong path or a qualified name would be seen by no second wall.");
            }
        }
        BootstrapTenantManager.Report report = new BootstrapTenantManager(config, source).initialize();
        done.addAll(report.done());
        if (config.security().localKey() && LocalKey.create(config, report.installation().id())) {
            done.add("local key: " + config.home().resolve("local-key.json"));
        }
        if (done.isEmpty()) {
            out.println("Nothing to do: the installation " + report.installation().id() + " in " + config.home() + " is complete.");
        } else {
            done.forEach(line -> out.println("Made " + line));
        }
        return 0;
    }

    /** Passwords for the logins that {@code roles.sql} makes; without one a DBA sets it later. */
    private static Map<String, String> passwords() {
        Map<String, String> settings = new LinkedHashMap<>();
        Map.of("DOCEX_SYSTEM_PASSWORD", "docex.system_password", "DOCEX_TENANTS_PASSWORD", "docex.tenants_password")
                .forEach((variable, setting) -> Environment.secret(variable)
                        .ifPresent(password -> settings.put(setting, password)));
        return settings;
    }

    private void write(Path file) {
        if (!databaseType.equals("sqlite") && !databaseType.equals("postgres")) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, "--db-type is sqlite or postgres.");
        }
        String text = """
                # DocEX. Every key is described in docs/configuration.md.
                config_version: 1

                multi_tenancy:
                  enabled: %s

                database:
                  type: %s

                storage:
                  documents: { type: filesystem, path: storage/documents }

                security:
                  # The local key signs tokens for calls from this machine only. Name an issuer for everybody else.
                  local_key: { enabled: %s }
                """.formatted(tenancy, databaseType, localKey);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new DocexException(ErrorCode.NOT_CONFIGURED,
                    "The configuration " + file + " cannot be written. Correct the folder's permissions.", e);
        }
    }
}
