package org.docex.cli;

import org.docex.config.ConfigLocation;
import org.docex.config.ConfigReader;
import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.migration.Migration;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
        if (Migration.isUnfinished(file.resolveSibling("."))) {
            throw new DocexException(ErrorCode.PLAN_IN_PROGRESS, "A migration from DocEX 2.x into " + file.getParent() + " is not complete. Give the same "
                    + "'docex migrate-v2-to-v3' again, or remove the folder.");
        }
        if (!Files.exists(file)) {
            write(file);
            done.add("configuration: " + file);
        }
        DocexConfig config = ConfigReader.read(file);
        if (config.database() instanceof Postgres postgres && !postgres.rolePerTenant()) {
            spec.commandLine().getErr().println("docex: role_per_tenant is false. What is lost: the database itself no longer "
                    + "keeps tenants apart; a wrong path or a qualified name would be seen by no second wall.");
        }
        Setup setup = Setup.make(config);
        done.addAll(setup.done());
        if (done.isEmpty()) {
            out.println("Nothing to do: the installation " + setup.installation().id() + " in " + config.home() + " is complete.");
        } else {
            done.forEach(line -> out.println("Made " + line));
        }
        return 0;
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
