package org.docex.cli;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.docex.cli.output.Column;
import org.docex.cli.output.Listing;
import org.docex.cli.output.Output;
import org.docex.cli.output.Progress;
import org.docex.cli.output.Watching;
import org.docex.cli.run.CliException;
import org.docex.cli.run.ExitCode;
import org.docex.config.ConfigReader;
import org.docex.config.DocexConfig;
import org.docex.tenant.TenantId;
import org.docex.tenant.lifecycle.Upgrades;
import org.docex.tenant.lifecycle.Upgrades.Outcome;
import org.docex.tenant.lifecycle.Upgrades.Result;
import org.docex.tenant.provisioning.BootstrapTenantManager;
import org.docex.tenant.provisioning.TenantProvisioner;
import org.docex.tenant.registry.SchemaVersions;
import org.docex.tenant.registry.SystemDatabase;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code docex upgrade}: the system boundary and the tenants' tables to the version of this build. Run it again after a cut. */
@Command(name = "upgrade", description = {"Brings the system boundary and the tenants' tables to the version of this build.",
    "What is up to date is skipped; what was cut off goes on. On SQLite stop the server first; every file is copied before it "
            + "is changed."})
final class UpgradeCommand implements Callable<Integer> {
    private static final List<Column> COLUMNS = Column.ofFields("tenant_id", "from_version", "to_version", "result", "fault");

    /** Which tenants. */
    static final class Which {
        @Option(names = {"--tenant", "--tenant-id"}, required = true, paramLabel = "ID", description = "This tenant only.")
        Optional<String> tenant = Optional.empty();

        @Option(names = "--all", required = true, description = "All tenants; so it is unless --tenant is given.")
        boolean all;
    }

    @ArgGroup(exclusive = true)
    Which which = new Which();

    @Option(names = "--parallel", defaultValue = "4", paramLabel = "N", description = "How many at a time, 1 to 64 (default: ${DEFAULT-VALUE}).")
    int parallel = 4;

    @Option(names = "--max-failures", defaultValue = "10", paramLabel = "N",
            description = "Begins no further tenant after so many failures (default: ${DEFAULT-VALUE}).")
    int maxFailures = 10;

    @Option(names = "--dry-run", description = "Says what would be upgraded and changes nothing.")
    boolean dryRun;

    @Mixin
    Watching watching = new Watching();

    @Mixin
    Output output = new Output();

    @Override
    public Integer call() {
        if (parallel < 1 || parallel > 64 || maxFailures < 1) {
            throw new CliException(ExitCode.USAGE, "--parallel is 1 to 64, --max-failures at least 1.");
        }
        DocexConfig config = ConfigReader.readOfThisProcess();
        Optional<TenantId> only = which.tenant.map(TenantId::business);
        try (SystemAlone alone = SystemAlone.of(config)) {
            DataSource source = SystemConnection.of(config);
            BootstrapTenantManager system = new BootstrapTenantManager(config, source);
            if (dryRun && system.behind().isPresent()) {
                say(system.behind().get() + " to do; which tenants are to do can be told after that");
                return ExitCode.DONE.number();
            }
            if (!dryRun) {
                system.upgrade().forEach(this::say);
            }
            return report(upgrades(config, source).run(
                    new Upgrades.Order(only, parallel, dryRun, maxFailures, System.getProperty("user.name", "docex")), watcher()));
        }
    }

    private static Upgrades upgrades(DocexConfig config, DataSource source) {
        return new TenantProvisioner(config, SystemDatabase.of(config, source), event -> {}).upgrades();
    }

    private Upgrades.Watcher watcher() {
        return new Upgrades.Watcher() {
            private int total;
            private int done;
            private final Progress progress = watching.progress(() -> "Upgrading " + done + " of " + total);

            @Override
            public void begun(int tenants) {
                total = tenants;
            }

            @Override
            public void done(Outcome outcome) {
                done++;
                progress.moved();
                outcome.fault().ifPresent(fault -> progress.say(outcome.tenant() + ": " + fault));
                if (done == total) {
                    progress.close();
                }
            }
        };
    }

    private int report(Upgrades.Report report) {
        Listing listing = output.listing(COLUMNS);
        listing.add(report.outcomes().stream().map(UpgradeCommand::row).toList());
        listing.end();
        say(report.upToDate() + " up to date, " + count(report, Result.UPGRADED) + " upgraded, " + count(report, Result.TO_DO)
                + " to do, " + count(report, Result.FAILED) + " failed, " + count(report, Result.NOT_TRIED) + " not tried");
        if (report.isComplete()) {
            return ExitCode.DONE.number();
        }
        return (count(report, Result.UPGRADED) > 0 ? ExitCode.PARTLY : ExitCode.REFUSED).number();
    }

    private static long count(Upgrades.Report report, Result result) {
        return report.outcomes().stream().filter(outcome -> outcome.result() == result).count();
    }

    private static JsonObject row(Outcome outcome) {
        JsonObjectBuilder row = Json.createObjectBuilder().add("tenant_id", outcome.tenant().value())
                .add("from_version", outcome.from()).add("to_version", SchemaVersions.TENANT)
                .add("result", outcome.result().name().toLowerCase(Locale.ROOT));
        outcome.fault().ifPresentOrElse(fault -> row.add("fault", fault), () -> row.addNull("fault"));
        return row.build();
    }

    private void say(String line) {
        output.err().println("docex: " + line);
    }
}
