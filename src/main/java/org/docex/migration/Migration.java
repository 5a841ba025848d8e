package org.docex.migration;

import jakarta.json.JsonObject;
import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.json.Jsons;
import org.docex.migration.content.BlobFinder;
import org.docex.migration.report.Faults;
import org.docex.migration.report.Finding;
import org.docex.migration.report.Ledger;
import org.docex.migration.report.Report;
import org.docex.migration.source.OldConfig;
import org.docex.migration.source.OldInstallation;
import org.docex.storage.Storages;
import org.docex.tenant.registry.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Moves an installation of DocEX 2.x into a new home. What was done is written down, so that the same call goes on after a cut;
 * {@code docex.yaml} gets its name last.
 */
public final class Migration {
    private static final String INSTALLATION = "installation";
    private static final String FILES = "files";

    private final MigrationOrder order;
    private final MigrationTarget target;
    private final MigrationWatcher watcher;

    public Migration(MigrationOrder order, MigrationTarget target, MigrationWatcher watcher) {
        this.order = order;
        this.target = target;
        this.watcher = watcher;
    }

    /**
     * What a run came to.
     *
     * @param report empty when it was done before and the record of it was removed
     * @param already true when an earlier run had done all of it
     * @param dropScript PostgreSQL: what takes the new installation back, beside deleting its home
     */
    public record Outcome(Optional<Report> report, boolean already, Optional<String> dropScript) {}

    /**
     * What a comparison came to.
     *
     * @param bytes of all contents together
     */
    public record Compared(long rows, long contents, long bytes, long differences) {}

    /** Whether a home holds a run that did not come to its end. */
    public static boolean isUnfinished(Path home) {
        return Files.exists(home.resolve(NewHome.UNFINISHED));
    }

    /**
     * Runs, and tells of it while the record of it is open.
     *
     * @throws DocexException with a code by the fault; what was done is kept, and the same call goes on
     */
    public void run(Consumer<Outcome> told) {
        boolean begun = NewHome.isBegun(order);
        try {
            if (order.dryRun()) {
                dryRun(begun, told);
                return;
            }
            if (!begun) {
                refuseBefore();
            }
            try (NewHome home = NewHome.begin(order)) {
                run(home, told);
            }
        } catch (IOException e) {
            throw Faults.of("a file", e);
        }
    }

    private void run(NewHome home, Consumer<Outcome> told) throws IOException {
        Optional<Path> record = home.ledger();
        if (record.isEmpty()) {
            told.accept(new Outcome(Optional.empty(), true, home.noted(NewHome.DROP_SCRIPT)));
            return;
        }
        try (Ledger ledger = new Ledger(record.get())) {
            boolean already = home.isComplete();
            if (!already) {
                make(home, ledger);
            }
            told.accept(new Outcome(Optional.of(new Report(ledger, head(false))), already, home.noted(NewHome.DROP_SCRIPT)));
        }
    }

    /**
     * Compares a new home that a run has completed with the old installation: every row as it would be converted now, every byte.
     *
     * @param told of each difference
     * @throws DocexException {@code NOT_BOOTSTRAPPED} where no run was completed, or the record of it was removed
     */
    public Compared verify(Consumer<String> told) {
        OldConfig config = order.config();
        if (!NewHome.isBegun(order)) {
            throw NewSystem.incomplete();
        }
        try (NewHome home = NewHome.begin(order); Scratch scratch = new Scratch()) {
            Path record = home.ledger().filter(there -> home.isComplete()).orElseThrow(NewSystem::incomplete);
            return verify(config, home, record, scratch, told);
        } catch (IOException e) {
            throw Faults.of("a file", e);
        }
    }

    private Compared verify(OldConfig config, NewHome home, Path record, Scratch scratch, Consumer<String> told) throws IOException {
        OldInstallation old = OldInstallation.of(config);
        Decisions decisions = Decisions.of(order, config, old, scratch.folder());
        try (Ledger ledger = new Ledger(record); Differences differences = home.differences(told);
                BlobFinder finder = new BlobFinder(config, old.files(), order.to());
                NewSystem system = system(home, config, NewStorage.of(order, config, decisions.buckets()))) {
            Verification verification = new Verification(config, old, finder, system, ledger, watcher, differences::add);
            for (Moving moving : decisions.boundaries()) {
                verification.compare(moving, scratch.folder());
            }
            return verification.result();
        }
    }

    private void dryRun(boolean begun, Consumer<Outcome> told) throws IOException {
        OldConfig config = order.config();
        refuseInside(config);
        try (Scratch scratch = new Scratch(); Ledger ledger = new Ledger(scratch.folder().resolve("ledger.db"))) {
            Decisions decisions = Decisions.of(order, config, OldInstallation.of(config), scratch.folder());
            NewStorage storage = NewStorage.of(order, config, decisions.buckets());
            storage.keep(scratch::keepSecret);
            DocexConfig fresh = scratch.config(text(config, storage));
            try (Storages storages = new Storages(fresh)) {
                if (!begun) {
                    refuseStorages(config, decisions, storage, storages);
                }
                move(config, decisions, storage, ledger, scratch.folder(), fresh, storages, Optional.empty());
            }
            told.accept(new Outcome(Optional.of(new Report(ledger, head(true))), false, Optional.empty()));
        }
    }

    /** Everything that can be refused is refused before a folder is made. */
    private void refuseBefore() throws IOException {
        OldConfig config = order.config();
        refuseInside(config);
        try (Scratch scratch = new Scratch()) {
            Decisions decisions = Decisions.of(order, config, OldInstallation.of(config), scratch.folder());
            NewStorage storage = NewStorage.of(order, config, decisions.buckets());
            storage.keep(scratch::keepSecret);
            DocexConfig fresh = scratch.config(text(config, storage));
            try (Storages storages = new Storages(fresh)) {
                refuseStorages(config, decisions, storage, storages);
            }
            if (fresh.database() instanceof Postgres) {
                new NewDatabase(target.source(fresh)).refuse(config, fresh, false, Optional.empty(), decisions.tenants());
            }
        }
    }

    private void refuseStorages(OldConfig config, Decisions decisions, NewStorage storage, Storages fresh) throws IOException {
        try (BlobFinder finder = new BlobFinder(config, Set.of(), order.to())) {
            finder.refuseUnreachable(decisions.buckets());
        }
        storage.refuseTaken(fresh);
    }

    private void refuseInside(OldConfig config) {
        if (order.to().startsWith(config.documents())) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, order.to() + " lies in the folder of documents of DocEX 2.x, " + config.documents()
                    + ". Name another folder with --to. Nothing was changed.");
        }
    }

    private void make(NewHome home, Ledger ledger) throws IOException {
        OldConfig config = order.config();
        Path scratch = home.scratch();
        Decisions decisions = Decisions.of(order, config, OldInstallation.of(config), scratch);
        NewStorage storage = NewStorage.of(order, config, decisions.buckets());
        try (NewSystem system = system(home, config, storage)) {
            noteDropScript(home, system);
            move(config, decisions, storage, ledger, scratch, system.config(), system.storages(), Optional.of(system));
            new Report(ledger, head(false)).write(home.report());
            noteDropScript(home, system);
        }
        home.complete();
    }

    /** Early, for who gives up, and at the end with everything that was made. */
    private static void noteDropScript(NewHome home, NewSystem system) {
        if (system.isPostgres()) {
            home.note(NewHome.DROP_SCRIPT, new DropScript(system.config(), system.source()).text());
        }
    }

    private NewSystem system(NewHome home, OldConfig config, NewStorage storage) {
        watcher.at("", "bootstrap", 0, 0);
        DocexConfig fresh = home.config(() -> {
            storage.keep(home::keepSecret);
            return text(config, storage);
        });
        Optional<String> known = home.noted(NewHome.INSTALLATION);
        if (fresh.database() instanceof Postgres) {
            new NewDatabase(target.source(fresh)).refuse(config, fresh, home.noted(NewHome.BEGUN).isPresent(), known, List.of());
        }
        home.note(NewHome.BEGUN, "yes");
        Installation installation = target.bootstrap(fresh);
        if (known.filter(id -> !id.equals(installation.id())).isPresent()) {
            throw new DocexException(ErrorCode.BOUNDARY_EXISTS, "The system database of " + order.to() + " is not the one that this migration has made. "
                    + "Remove the home" + NewHome.DROP_HINT + ", and begin again.");
        }
        home.note(NewHome.INSTALLATION, installation.id());
        return new NewSystem(home, fresh, installation, target.source(fresh), new Storages(fresh));
    }

    private void move(
            OldConfig config, Decisions decisions, NewStorage storage, Ledger ledger, Path scratch, DocexConfig fresh, Storages storages,
            Optional<NewSystem> to) throws IOException {
        OldInstallation old = OldInstallation.of(config);
        ledger.forget("", INSTALLATION);
        decisions.boundaries().forEach(moving -> ledger.forget(moving.label(), INSTALLATION));
        decisions.findings().forEach(finding -> ledger.found(INSTALLATION, finding));
        storage.findings().forEach(finding -> ledger.found(INSTALLATION, finding));
        ledger.commit();
        Set<Path> databases = old.files();
        try (BlobFinder finder = new BlobFinder(config, databases, order.to())) {
            BoundaryMove move = new BoundaryMove(order, config, old, finder, ledger, fresh, storages, to, watcher);
            for (Moving moving : decisions.boundaries()) {
                move.move(moving, scratch);
            }
            watcher.at("", FILES, 0, 0);
            ledger.forget("", FILES);
            new Leftovers(config, decisions.buckets(), finder, ledger, order.to()).look(FILES, databases);
            ledger.commit();
        }
    }

    /** The new configuration; with the template of 2.x where 3.0 takes it. */
    private String text(OldConfig config, NewStorage storage) {
        boolean tenancy = config.tenants() || order.asTenant().isPresent();
        String kept = NewConfig.text(config, tenancy, true, storage);
        try (Scratch scratch = new Scratch()) {
            storage.keep(scratch::keepSecret);
            scratch.config(kept);
            return kept;
        } catch (DocexException refusedTemplate) {
            return NewConfig.text(config, tenancy, false, storage);
        } catch (IOException e) {
            throw Faults.of("a file", e);
        }
    }

    private JsonObject head(boolean dryRun) {
        return Jsons.PROVIDER.createObjectBuilder().add("from", order.from().toString()).add("base", order.base().toString()).add("to", order.to().toString())
                .add("dry_run", dryRun).build();
    }
}
