package org.docex.migration;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.migration.content.BlobFinder;
import org.docex.migration.content.Comparison;
import org.docex.migration.content.ContentPhase;
import org.docex.migration.content.Destination;
import org.docex.migration.content.Orphans;
import org.docex.migration.convert.Baskets;
import org.docex.migration.convert.Conversion;
import org.docex.migration.convert.Remarks;
import org.docex.migration.convert.Secrets;
import org.docex.migration.convert.Tables;
import org.docex.migration.convert.Texts;
import org.docex.migration.report.Faults;
import org.docex.migration.report.Finding;
import org.docex.migration.report.FindingKind;
import org.docex.migration.report.Ledger;
import org.docex.migration.report.Report;
import org.docex.migration.source.OldConfig;
import org.docex.migration.source.OldDatabase;
import org.docex.migration.source.OldInstallation;
import org.docex.tenant.Boundary;
import org.docex.tenant.TenantId;
import org.docex.tenant.isolation.BoundaryJdbc;
import org.docex.tenant.provisioning.TenantProvisioner;
import org.docex.tenant.registry.Boundaries;
import org.docex.tenant.registry.Installation;
import org.docex.tenant.registry.SystemDatabase;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantRegistry;
import org.docex.tenant.registry.TenantStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Moves an installation of DocEX 2.x into a new home. What was done is written down, so that the same call goes on after a cut;
 * {@code docex.yaml} gets its name last.
 */
public final class Migration {
    private static final String CREATED_BY = "migration";
    private static final String INSTALLATION = "installation";
    private static final String BASKETS = "baskets";
    private static final String ROWS = "rows";
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
     * @param already true when an earlier run had done all of it
     * @param dropScript PostgreSQL: what takes the new installation back, beside deleting its home
     */
    public record Outcome(Report report, boolean already, Optional<String> dropScript) {}

    /**
     * Runs, and tells of it while the record of it is open.
     *
     * @throws DocexException with a code by the fault; what was done is kept, and the same call goes on
     */
    public void run(Consumer<Outcome> told) {
        OldConfig config = OldConfig.read(order.from(), order.base());
        if (order.dryRun()) {
            dryRun(config, told);
            return;
        }
        boolean begun = NewHome.isBegun(order);
        if (!begun) {
            refuseBefore(config);
        }
        try (NewHome home = NewHome.begin(order); Ledger ledger = new Ledger(home.ledger())) {
            boolean already = home.isComplete();
            DocexConfig fresh = home.config(() -> text(config));
            if (!already) {
                Installation installation = bootstrap(home, fresh, config);
                move(config, fresh, ledger, home.scratch(), Optional.of(new New(home, fresh, installation)));
            }
            Report report = new Report(ledger, head(false));
            if (!already) {
                report.write(home.report());
            }
            Optional<String> drop = fresh.database() instanceof Postgres ? Optional.of(new DropScript(fresh, target.source(fresh)).text()) : Optional.empty();
            if (!already) {
                drop.ifPresent(script -> home.note("drop.sql", script));
                home.complete();
            }
            told.accept(new Outcome(report, already, drop));
        } catch (IOException e) {
            throw Faults.of("a file", e);
        }
    }

    private void dryRun(OldConfig config, Consumer<Outcome> told) {
        NewHome.isBegun(order);
        try (Scratch scratch = new Scratch(); Ledger ledger = new Ledger(scratch.folder().resolve("ledger.db"))) {
            DocexConfig fresh = scratch.config(text(config));
            move(config, fresh, ledger, scratch.folder(), Optional.empty());
            told.accept(new Outcome(new Report(ledger, head(true)), false, Optional.empty()));
        } catch (IOException e) {
            throw Faults.of("a file", e);
        }
    }

    /** Everything that can be refused is refused before a folder is made. */
    private void refuseBefore(OldConfig config) {
        try (Scratch scratch = new Scratch()) {
            DocexConfig fresh = scratch.config(text(config));
            decide(config, scratch.folder());
            if (fresh.database() instanceof Postgres) {
                new NewDatabase(target.source(fresh)).refuse(config, fresh);
            }
        } catch (IOException e) {
            throw Faults.of("a file", e);
        }
        if (isInside(config.documents())) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, order.to() + " lies in the folder of documents of DocEX 2.x, " + config.documents()
                    + ". Name another folder with --to. Nothing was changed.");
        }
    }

    private boolean isInside(Path folder) {
        return order.to().startsWith(folder);
    }

    private Decisions decide(OldConfig config, Path scratch) {
        return Decisions.of(order, config, OldInstallation.of(config), scratch);
    }

    private String text(OldConfig config) {
        boolean tenancy = config.tenants() || order.asTenant().isPresent();
        String kept = NewConfig.text(config, tenancy, true);
        try (Scratch scratch = new Scratch()) {
            scratch.config(kept);
            return kept;
        } catch (DocexException refusedTemplate) {
            return NewConfig.text(config, tenancy, false);
        } catch (IOException e) {
            throw Faults.of("a file", e);
        }
    }

    private JsonObject head(boolean dryRun) {
        return Json.createObjectBuilder().add("from", order.from().toString()).add("base", order.base().toString()).add("to", order.to().toString())
                .add("dry_run", dryRun).build();
    }

    private Installation bootstrap(NewHome home, DocexConfig fresh, OldConfig config) {
        watcher.at("", "bootstrap", 0, 0);
        if (fresh.database() instanceof Postgres && home.noted("database").isEmpty()) {
            new NewDatabase(target.source(fresh)).refuse(config, fresh);
            home.note("database", "begun");
        }
        return target.bootstrap(fresh);
    }

    /** The new installation, where rows and bytes go. */
    private record New(NewHome home, DocexConfig config, Installation installation) {}

    private void move(OldConfig config, DocexConfig fresh, Ledger ledger, Path scratch, Optional<New> to) throws IOException {
        OldInstallation old = OldInstallation.of(config);
        Decisions decisions = decide(config, scratch);
        ledger.forget("", INSTALLATION);
        decisions.boundaries().forEach(moving -> ledger.forget(moving.label(), INSTALLATION));
        decisions.findings().forEach(finding -> ledger.found(INSTALLATION, finding));
        ledger.commit();
        for (Moving moving : decisions.boundaries()) {
            if (!ledger.isDone(moving.label(), ROWS)) {
                try (OldDatabase database = old.open(moving.from(), scratch)) {
                    move(moving, old, database, config, fresh, ledger, to);
                }
            }
        }
        lookAtFiles(config, old, ledger);
    }

    private void move(
            Moving moving, OldInstallation old, OldDatabase database, OldConfig config, DocexConfig fresh, Ledger ledger, Optional<New> to)
            throws IOException {
        String label = moving.label();
        Optional<Boundary> boundary = to.map(fill -> boundary(moving, old, fill));
        watcher.at(label, BASKETS, 0, 0);
        ledger.forget(label, BASKETS);
        Baskets baskets = Baskets.of(database, remarks(ledger, label, BASKETS));
        ledger.update("DELETE FROM folder WHERE tenant = ?", label);
        baskets.all().forEach(basket -> basket.storage().path().ifPresent(path -> ledger.update(
                "INSERT INTO folder (path, tenant, basket) VALUES (?, ?, ?)", config.base().resolve(path).normalize().toString(), label, basket.id())));
        ledger.commit();
        long documents = database.count("document");
        new ContentPhase(label, new BlobFinder(config, old.files()), database, baskets, ledger, fresh, boundary.map(place -> new Destination(fresh, place.storageSegment().orElse(""))),
                done -> watcher.at(label, "documents", done, documents)).run();
        watcher.at(label, ROWS, 0, 0);
        ledger.forget(label, ROWS);
        Rows rows = new Rows(label, database, baskets, ledger, remarks(ledger, label, ROWS));
        if (boundary.isEmpty()) {
            Counting sink = new Counting(false);
            Tables.convert(rows.conversion(new Secrets((name, value) -> NewHome.reference(name)), sink));
            sink.tally(ledger, label, Tables.count(database));
        } else {
            load(rows, boundary.get(), to.orElseThrow());
        }
        ledger.done(label, ROWS);
        ledger.commit();
        watcher.at(label, "moved", 1, 1);
    }

    /** What the rows of one boundary are converted with. */
    private record Rows(String label, OldDatabase old, Baskets baskets, Ledger ledger, Remarks remarks) {
        Conversion conversion(Secrets secrets, Counting sink) {
            return new Conversion(label, old, baskets, ledger, secrets, remarks, sink);
        }
    }

    private void load(Rows rows, Boundary boundary, New to) throws IOException {
        boolean postgres = to.config().database() instanceof Postgres;
        try {
            new BoundaryJdbc(target.source(to.config())).write(boundary, connection -> {
                Loading sink = new Loading(connection, boundary.tenant(), postgres);
                if (sink.isLoaded()) {
                    return false;
                }
                Conversion conversion = rows.conversion(new Secrets(to.home()::keepSecret), sink);
                Tables.convert(conversion);
                Tables.seal(conversion, order.from().toString());
                sink.flush();
                sink.tally(rows.ledger(), rows.label(), Tables.count(rows.old()));
                rows.ledger().commit();
                watcher.at(rows.label(), "rows written", 0, 0);
                return true;
            });
        } catch (SQLException e) {
            throw Faults.of("the new database of '" + rows.label() + "'", e);
        }
    }

    /**
     * What a comparison came to.
     *
     * @param bytes of all contents together
     */
    public record Compared(long rows, long contents, long bytes, long differences) {}

    /**
     * Compares a new home that a run has completed with the old installation: every row as it would be converted now, every byte.
     *
     * @param told of each difference
     * @throws DocexException {@code NOT_BOOTSTRAPPED} where no run was completed
     */
    public Compared verify(Consumer<String> told) {
        OldConfig config = OldConfig.read(order.from(), order.base());
        if (!NewHome.isBegun(order)) {
            throw incomplete();
        }
        long[] sums = new long[4];
        Consumer<String> counted = difference -> {
            sums[3]++;
            told.accept(difference);
        };
        try (NewHome home = NewHome.begin(order); Ledger ledger = new Ledger(home.ledger()); Scratch scratch = new Scratch()) {
            if (!home.isComplete()) {
                throw incomplete();
            }
            DocexConfig fresh = home.config(() -> text(config));
            OldInstallation old = OldInstallation.of(config);
            New to = new New(home, fresh, target.bootstrap(fresh));
            for (Moving moving : decide(config, scratch.folder()).boundaries()) {
                try (OldDatabase database = old.open(moving.from(), scratch.folder())) {
                    compare(moving, database, ledger, existing(moving, to), to, counted, sums);
                }
            }
            return new Compared(sums[0], sums[1], sums[2], sums[3]);
        } catch (IOException e) {
            throw Faults.of("a file", e);
        }
    }

    private void compare(
            Moving moving, OldDatabase database, Ledger ledger, Boundary boundary, New to, Consumer<String> differences, long[] sums)
            throws IOException {
        String label = moving.label();
        Consumer<String> named = difference -> differences.accept(label + ": " + difference);
        Remarks silent = (kind, subject, detail) -> {};
        watcher.at(label, "comparing rows", 0, 0);
        Rows rows = new Rows(label, database, Baskets.of(database, silent), ledger, silent);
        try {
            sums[0] += new BoundaryJdbc(target.source(to.config())).snapshot(boundary, connection -> {
                Comparing sink = new Comparing(connection, to.config().database() instanceof Postgres, named);
                Tables.convert(rows.conversion(new Secrets((name, value) -> {
                    if (!to.home().holdsSecret(name, value)) {
                        named.accept("secrets/" + name + " is not what was moved");
                    }
                    return NewHome.reference(name);
                }), sink));
                sink.end();
                return sink.compared();
            });
        } catch (SQLException e) {
            throw Faults.of("the new database of '" + label + "'", e);
        }
        watcher.at(label, "comparing contents", 0, 0);
        Comparison contents = new Comparison(to.config(), boundary.storageSegment().orElse(""), named);
        contents.run(ledger, label);
        sums[1] += contents.contents();
        sums[2] += contents.bytes();
    }

    private Boundary existing(Moving moving, New to) {
        Boundaries boundaries = new Boundaries(to.config());
        if (moving.tenant().isEmpty()) {
            return boundaries.single(to.installation());
        }
        return boundaries.of(new TenantRegistry(SystemDatabase.of(to.config(), target.source(to.config()))).find(moving.tenant().get())
                .orElseThrow(Migration::incomplete), to.installation());
    }

    private static DocexException incomplete() {
        return new DocexException(ErrorCode.NOT_BOOTSTRAPPED, "There is no completed migration to compare. Run the command without --verify first.");
    }

    /** The tenant's boundary, provisioned by the same plan as any other's. */
    private Boundary boundary(Moving moving, OldInstallation old, New to) {
        watcher.at(moving.label(), "boundary", 0, 0);
        DataSource source = target.source(to.config());
        Boundaries boundaries = new Boundaries(to.config());
        if (moving.tenant().isEmpty()) {
            return boundaries.single(to.installation());
        }
        SystemDatabase system = SystemDatabase.of(to.config(), source);
        TenantProvisioner provisioner = new TenantProvisioner(to.config(), system,
                event -> watcher.at(moving.label(), "boundary " + event.step() + (event.before() ? " before" : ""), 0, 0));
        TenantId id = moving.tenant().get();
        Optional<Tenant> tenant = new TenantRegistry(system).find(id);
        if (tenant.filter(row -> row.status() == TenantStatus.PROVISIONING).isPresent()) {
            tenant = provisioner.repair(id);
        }
        String name = old.displayName(moving.from().id()).map(Migration::displayName).orElse(id.value());
        return boundaries.of(tenant.orElseGet(() -> provisioner.create(id, name, CREATED_BY)), to.installation());
    }

    private static String displayName(String old) {
        String name = Texts.cut(old.replaceAll("\\p{Cntrl}", " "), 255);
        return name.isBlank() ? "-" : name;
    }

    /** What is found in folders, once all rows are known. */
    private void lookAtFiles(OldConfig config, OldInstallation old, Ledger ledger) throws IOException {
        watcher.at("", FILES, 0, 0);
        ledger.forget("", FILES);
        Set<Path> folders = new LinkedHashSet<>();
        folders.add(config.documents());
        ledger.each("SELECT path, count(*) AS baskets, group_concat(CASE WHEN nr <= 10 THEN tenant || ' ' || basket END, ', ') AS who FROM "
                + "(SELECT *, row_number() OVER (PARTITION BY path ORDER BY tenant, basket) AS nr FROM folder ORDER BY path, tenant, basket) GROUP BY path ORDER BY path", row -> {
            folders.add(Path.of(row.getString("path")));
            if (row.getLong("baskets") > 1) {
                ledger.found(FILES, new Finding("", FindingKind.SHARED_FOLDER, row.getString("path"), row.getLong("baskets") + " baskets: "
                        + row.getString("who") + (row.getLong("baskets") > 10 ? ", …" : "")));
            }
        });
        folders.removeIf(config.base()::startsWith);
        new Orphans(ledger, FILES, config.base()).look(folders, old.files(), order.to());
        ledger.commit();
    }

    private static Remarks remarks(Ledger ledger, String label, String phase) {
        return (kind, subject, detail) -> ledger.found(phase, new Finding(label, kind, subject, detail));
    }

}
