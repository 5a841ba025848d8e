package org.docex.cli;

import jakarta.json.JsonObject;
import org.docex.cli.output.Cells;
import org.docex.cli.output.Column;
import org.docex.cli.output.Listing;
import org.docex.cli.output.Output;
import org.docex.cli.output.Progress;
import org.docex.cli.output.Watching;
import org.docex.cli.run.CliException;
import org.docex.cli.run.ExitCode;
import org.docex.config.DocexConfig;
import org.docex.migration.Migration;
import org.docex.migration.MigrationOrder;
import org.docex.migration.MigrationTarget;
import org.docex.migration.S3Order;
import org.docex.migration.report.FindingKind;
import org.docex.migration.report.Report;
import org.docex.migration.source.AwsEnvironment;
import org.docex.tenant.registry.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code docex migrate-v2-to-v3}: an installation of DocEX 2.x as a new home of 3.0. Run it again after a cut. */
@Command(name = "migrate-v2-to-v3", description = {"Moves an installation of DocEX 2.x into a new home. The old one is only read.",
    "What was cut off goes on when the same command is given again. Findings are warnings; look at them with --dry-run first."})
final class MigrateCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    @Option(names = "--from", required = true, paramLabel = "FILE", description = "The config.yaml of DocEX 2.x.")
    Path from = Path.of("");

    @Option(names = "--to", required = true, paramLabel = "HOME", description = "The new home folder, empty or not there yet.")
    Path to = Path.of("");

    @Option(names = "--base", defaultValue = "", paramLabel = "DIR",
            description = "Where relative paths of 2.x start: the folder it ran in (default: the working directory).")
    Path base = Path.of("");

    @Option(names = "--rename", paramLabel = "OLD=NEW", description = "A tenant's new id; repeatable.")
    List<String> renames = new ArrayList<>();

    @Option(names = "--as-tenant", paramLabel = "ID", description = "Makes a tenant of an installation that had none.")
    Optional<String> asTenant = Optional.empty();

    @Option(names = "--to-bucket", paramLabel = "NAME",
            description = "Documents on S3 are copied into this bucket, which is there, empty, and none of 2.x.")
    Optional<String> toBucket = Optional.empty();

    @Option(names = "--to-storage", paramLabel = "filesystem", description = "Documents on S3 are copied into folders of the new home.")
    Optional<String> toStorage = Optional.empty();

    @Option(names = "--dry-run", description = "Looks at everything, prints the same report, and changes nothing.")
    boolean dryRun;

    @Option(names = "--strict", description = "Exit code 3 where anything was found.")
    boolean strict;

    @Option(names = "--report", paramLabel = "FILE", description = "Writes the whole report as JSON.")
    Optional<Path> report = Optional.empty();

    @Option(names = "--verify", description = "Compares both installations afterwards: every row and every byte.")
    boolean verify;

    @Mixin
    Watching watching = new Watching();

    @Mixin
    Output output = new Output();

    private String line = "";

    @Override
    public Integer call() {
        if (dryRun && verify) {
            throw new CliException(ExitCode.USAGE, "--verify compares what a run has made; leave out --dry-run.");
        }
        if (toStorage.filter(kind -> !kind.equals("filesystem")).isPresent() || toStorage.isPresent() && toBucket.isPresent()) {
            throw new CliException(ExitCode.USAGE, "Documents on S3 go to --to-storage filesystem or to --to-bucket NAME.");
        }
        requireUnicodeNames();
        report.ifPresent(MigrateCommand::requireWritable);
        MigrationOrder order = new MigrationOrder(absolute(from), absolute(base), absolute(to), renamed(), asTenant,
                new S3Order(toBucket, toStorage.isPresent(), AwsEnvironment.of(System::getenv)), dryRun);
        List<ExitCode> exit = new ArrayList<>();
        try (Progress progress = watching.progress(() -> line)) {
            Migration migration = new Migration(order, new Target(), (tenant, what, done, total) -> {
                line = (tenant.isEmpty() ? "" : tenant + ": ") + what + (total > 0 ? " " + done + " of " + total : "");
                progress.moved();
            });
            migration.run(outcome -> {
                progress.close();
                exit.add(print(order, outcome));
            });
            if (verify) {
                exit.add(verified(migration, progress));
            }
        }
        return (exit.contains(ExitCode.REFUSED) ? ExitCode.REFUSED : exit.get(0)).number();
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** Java reads names of files by the locale; in another than UTF-8 documents would seem to be missing. */
    private static void requireUnicodeNames() {
        if (!System.getProperty("sun.jnu.encoding", "").equalsIgnoreCase("UTF-8")) {
            throw new CliException(ExitCode.REFUSED, "Names of files can be read in a locale of UTF-8 only. Use the launcher, or set LC_ALL=C.UTF-8. "
                    + "Nothing was changed.");
        }
    }

    /** Known before hours of work, not after. */
    private static void requireWritable(Path report) {
        Path folder = report.toAbsolutePath().getParent();
        if (Files.isDirectory(report) || !Files.isWritable(Files.exists(report) ? report : folder)) {
            throw new CliException(ExitCode.REFUSED, "The report cannot be written to " + report + ". Name a file in a folder that is there and can be "
                    + "written with --report. Nothing was changed.");
        }
    }

    private Map<String, String> renamed() {
        Map<String, String> renamed = new LinkedHashMap<>();
        for (String rename : renames) {
            int equals = rename.lastIndexOf('=');
            if (equals < 1 || equals == rename.length() - 1) {
                throw new CliException(ExitCode.USAGE, "--rename is OLD=NEW, for example --rename Initech=initech.");
            }
            if (renamed.put(rename.substring(0, equals), rename.substring(equals + 1)) != null) {
                throw new CliException(ExitCode.USAGE, "--rename names '" + rename.substring(0, equals) + "' twice.");
            }
        }
        return renamed;
    }

    /** The installation as this machine reaches it. */
    private final class Target implements MigrationTarget {
        @Override
        public DataSource source(DocexConfig config) {
            return SystemConnection.of(config);
        }

        @Override
        public Installation bootstrap(DocexConfig config) {
            Setup setup = Setup.make(config);
            setup.done().forEach(done -> tell("made " + done));
            return setup.installation();
        }
    }

    private ExitCode print(MigrationOrder order, Migration.Outcome outcome) {
        try {
            long found = 0;
            if (outcome.report().isPresent()) {
                found = print(outcome.report().get());
            }
            outcome.dropScript().ifPresent(script -> {
                tell("to take the new installation back, run this as a superuser (it lies in migration/drop.sql), then delete " + order.to() + ":");
                script.lines().forEach(line -> output.err().println(line));
            });
            tell((order.dryRun() ? "nothing was changed; a run would make " : outcome.already() ? "nothing to do: this was done before; it made "
                    : "made ") + order.to() + ", " + found + (found == 1 ? " finding" : " findings"));
            return strict && found > 0 ? ExitCode.PARTLY : ExitCode.DONE;
        } catch (IOException e) {
            throw new CliException(ExitCode.REFUSED, "The report cannot be written: " + e.getMessage() + ". Name another file with --report, and run "
                    + "the command again.", e);
        }
    }

    /** @return how many findings there are */
    private long print(Report found) throws IOException {
        if (report.isPresent()) {
            found.write(report.get());
        }
        list(found.tables(), "tenant", "table", "old", "new", "added", "left");
        say(found);
        return found.kinds().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Where documents were found, and the first findings of each kind. */
    private void say(Report found) throws IOException {
        for (JsonObject place : found.contents()) {
            tell(place.getString("tenant") + ": " + place.getInt("files") + " contents, " + place.getJsonNumber("bytes") + " bytes: " + place.getString("found"));
        }
        Map<FindingKind, Long> kinds = found.kinds();
        Map<FindingKind, Long> said = new EnumMap<>(FindingKind.class);
        found.findings(finding -> {
            long number = said.merge(finding.kind(), 1L, Long::sum);
            if (number <= SHOWN) {
                tell(finding.kind().label() + ": " + (finding.tenant().isEmpty() ? "" : finding.tenant() + ": ") + finding.subject() + ": " + finding.detail());
            }
        });
        kinds.forEach((kind, count) -> tell(kind.label() + ": " + count + " in all: " + kind.meaning()));
    }

    private ExitCode verified(Migration migration, Progress progress) {
        long[] said = {0};
        Migration.Compared compared = migration.verify(difference -> {
            if (++said[0] <= SHOWN) {
                progress.say(difference);
            }
        });
        progress.close();
        tell("compared " + compared.rows() + " rows and " + compared.contents() + " contents, " + compared.bytes() + " bytes: "
                + (compared.differences() == 0 ? "all equal" : compared.differences() + " differences, all in migration/differences.txt"));
        return compared.differences() == 0 ? ExitCode.DONE : ExitCode.REFUSED;
    }

    private void list(List<JsonObject> rows, String... columns) {
        Listing listing = output.listing(Column.ofFields(columns));
        listing.add(rows);
        listing.end();
    }

    private void tell(String text) {
        output.err().println("docex: " + Cells.printable(text));
    }
}
