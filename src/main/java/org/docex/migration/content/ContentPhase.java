package org.docex.migration.content;

import org.docex.config.DocexConfig;
import org.docex.error.DocexException;
import org.docex.migration.content.Destination.Written;
import org.docex.migration.content.Found.Remark;
import org.docex.migration.convert.Baskets;
import org.docex.migration.convert.Baskets.Basket;
import org.docex.migration.convert.DocumentRows;
import org.docex.migration.convert.Texts;
import org.docex.migration.report.Faults;
import org.docex.migration.report.Finding;
import org.docex.migration.report.FindingKind;
import org.docex.migration.report.Ledger;
import org.docex.migration.source.OldDatabase;
import org.docex.migration.source.OldRow;
import org.docex.storage.Sha256;
import org.docex.storage.ContentPlace;
import org.docex.storage.Storages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * Finds, hashes and copies the content of one boundary's documents and of what 2.x kept of earlier files. A place in the new
 * storage is planned in the ledger before anything is written there, so that a run that was cut off writes it again.
 */
public final class ContentPhase {
    /** The name in the ledger. */
    public static final String NAME = "content";

    private static final int CHUNK = 64;
    private static final int WORKERS = 4;
    private static final int ATTEMPTS = 7;

    /** Rows fetched at a time where each may hold the whole text of a document. */
    private static final int WITH_TEXTS = 20;

    private final String tenant;
    private final Optional<String> oldTenant;
    private final OldDatabase old;
    private final Baskets baskets;
    private final BlobFinder finder;
    private final Ledger ledger;
    private final Storages storages;
    private final Optional<Destination> destination;
    private final LongConsumer progress;

    /**
     * @param tenant as the ledger calls it
     * @param oldTenant the id in 2.x; empty in an installation without tenants
     * @param storages of the new installation, also in a dry run
     * @param destination empty in a dry run
     * @param progress told how many documents are done
     */
    public ContentPhase(
            String tenant, Optional<String> oldTenant, BlobFinder finder, OldDatabase old, Baskets baskets, Ledger ledger, Storages storages,
            Optional<Destination> destination, LongConsumer progress) {
        this.tenant = tenant;
        this.oldTenant = oldTenant;
        this.old = old;
        this.baskets = baskets;
        this.finder = finder;
        this.ledger = ledger;
        this.storages = storages;
        this.destination = destination;
        this.progress = progress;
    }

    /** One content to be looked for. */
    private record Wanted(
            String owner, String kind, String document, long version, Basket basket, String name, String path, String checksum, Optional<Long> size,
            String sourceDigest, boolean live, Instant made, Map<String, String> textDigests) {
        /** What it was found by; a run that goes on looks again where 2.x has changed it since. */
        String stamp() {
            return Sha256.hex(String.join("\n", basket.id(), name, path, checksum, size.toString(), sourceDigest, Boolean.toString(live),
                    made.toString(), new TreeMap<>(textDigests).toString(), Long.toString(version)));
        }

        Sought sought(Optional<String> tenant) {
            return new Sought(tenant, basket, Optional.of(document).filter(id -> kind.equals("document")), name, path);
        }
    }

    /** What became of it. */
    private record Got(Wanted wanted, Found found, Optional<Written> written, Optional<Written> translated) {}

    /**
     * @throws DocexException {@code STORAGE_FULL}, {@code STORAGE_UNAVAILABLE}; what was done is kept
     */
    public void run() throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            ledger.update("UPDATE content SET seen = 0 WHERE tenant = ?", tenant);
            List<Wanted> chunk = new ArrayList<>();
            histories(chunk, workers);
            long[] done = {0};
            if (old.has("document")) {
                old.each(WITH_TEXTS, "SELECT " + old.columns("document", "d", "id", "basket_id", "name", "source", "path", "checksum", "size", "status", "content",
                        "raw_content", "created_at", "updated_at") + " FROM document d ORDER BY " + old.byBytes("d.id"), row -> {
                    document(row).ifPresent(chunk::add);
                    if (chunk.size() == CHUNK) {
                        take(chunk, workers);
                    }
                    progress.accept(++done[0]);
                });
            }
            take(chunk, workers);
            removeWhatIsGone();
        } finally {
            workers.shutdownNow();
        }
    }

    /** What earlier runs have moved of rows that 2.x has removed since, and what they left half-written. */
    private void removeWhatIsGone() throws IOException {
        ledger.update("DELETE FROM finding WHERE tenant = ? AND phase = ? AND subject IN (SELECT CASE kind WHEN 'history' THEN 'file_history ' || "
                + "replace(owner, '" + Ledger.HISTORY + "', '') ELSE 'document ' || document END FROM content WHERE tenant = ? AND seen = 0 AND kind <> 'text')",
                tenant, NAME, tenant);
        ledger.update("DELETE FROM content WHERE tenant = ? AND seen = 0", tenant);
        ledger.commit();
        if (destination.isPresent()) {
            destination.get().sweep(key -> ledger.one("SELECT 1 FROM content WHERE tenant = ? AND key = ? AND key <> '' AND complete = 1", row -> true,
                    tenant, key).isPresent());
        }
    }

    private Optional<Wanted> document(OldRow row) throws SQLException {
        String id = row.required("id");
        Optional<Basket> basket = baskets.find(row.required("basket_id"));
        if (basket.isEmpty() || !Baskets.isId(id)) {
            return Optional.empty();
        }
        String name = row.required("name");
        return Optional.of(new Wanted(id, "document", id, 0, basket.get(), Texts.documentName(name), row.required("path"), row.required("checksum"),
                row.number("size"), Sha256.hex(Texts.source(row.required("source"), name)), !DocumentRows.status(row.required("status")).equals("DUPLICATE"),
                made(row), digests(RowText.of(row))));
    }

    private static Map<String, String> digests(Map<String, String> texts) {
        Map<String, String> digests = new LinkedHashMap<>();
        texts.forEach((name, text) -> digests.put(name, Sha256.hex(text)));
        return digests;
    }

    private static Instant made(OldRow row) throws SQLException {
        return row.time("created_at").or(() -> {
            try {
                return row.time("updated_at");
            } catch (SQLException e) {
                throw OldDatabase.unreadable(e);
            }
        }).orElse(Instant.EPOCH);
    }

    /** Versions count from 1, the oldest first. */
    private void histories(List<Wanted> chunk, ExecutorService workers) throws IOException {
        if (!old.has("file_history") || !old.has("document")) {
            return;
        }
        String[] last = {""};
        long[] version = {0};
        old.each("SELECT " + old.columns("file_history", "h", "id", "document_id", "internal_path", "created_at")
                + ", d.id AS parent, d.basket_id AS basket_id, d.name AS name FROM file_history h JOIN document d ON d.id = h.document_id ORDER BY "
                + old.byBytes("h.document_id") + ", " + old.column("file_history", "h", "created_at") + ", " + old.byBytes("h.id"), row -> {
            String id = row.required("id");
            Optional<Basket> basket = baskets.find(row.required("basket_id"));
            String document = row.required("parent");
            if (basket.isEmpty() || !Baskets.isId(id) || !Baskets.isId(document)) {
                return;
            }
            version[0] = document.equals(last[0]) ? version[0] + 1 : 1;
            last[0] = document;
            chunk.add(new Wanted(id + Ledger.HISTORY, "history", document, version[0], basket.get(), Texts.documentName(row.required("name")), row.required("internal_path"),
                    "", Optional.empty(), "", false, made(row), Map.of()));
            if (chunk.size() == CHUNK) {
                take(chunk, workers);
            }
        });
        take(chunk, workers);
    }

    private void take(List<Wanted> chunk, ExecutorService workers) throws IOException {
        List<Callable<Got>> work = new ArrayList<>();
        for (Wanted wanted : chunk) {
            if (isDone(wanted)) {
                ledger.update("UPDATE content SET seen = 1 WHERE tenant = ? AND owner IN (?, ?, ?)", tenant, wanted.owner(), wanted.owner() + Ledger.RAW_TEXT,
                        wanted.owner() + Ledger.CONTENT_TEXT);
            } else {
                String key = plan(wanted);
                work.add(() -> get(wanted, key));
            }
        }
        chunk.clear();
        ledger.commit();
        for (Got got : all(work, workers)) {
            record(got);
        }
        ledger.commit();
    }

    /** Done by an earlier run, from the same row; what was missing then is looked for again. */
    private boolean isDone(Wanted wanted) {
        return ledger.one("SELECT 1 FROM content WHERE tenant = ? AND owner = ? AND complete = 1 AND key <> '' AND stamp = ?", row -> true, tenant,
                wanted.owner(), wanted.stamp()).isPresent();
    }

    private static List<Got> all(List<Callable<Got>> work, ExecutorService workers) throws IOException {
        List<Got> all = new ArrayList<>();
        try {
            for (Future<Got> future : workers.invokeAll(work)) {
                all.add(future.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException || e.getCause() instanceof DocexException) {
                throw Faults.of("a document's content", (Exception) e.getCause());
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** A place that no other content has. */
    private String plan(Wanted wanted) {
        Optional<String> planned = ledger.one("SELECT key FROM content WHERE tenant = ? AND owner = ? AND key <> ''", row -> row.getString(1), tenant,
                wanted.owner());
        forget(wanted);
        if (planned.isPresent()) {
            insert(wanted, planned.get());
            return planned.get();
        }
        for (int attempt = 0; attempt <= ATTEMPTS; attempt++) {
            String id = attempt < ATTEMPTS ? wanted.owner().replace("#", "") : Sha256.hex(wanted.owner());
            String key = storages.key(DocexConfig.DEFAULT_STORAGE,
                    new ContentPlace(wanted.basket().name(), wanted.basket().id(), wanted.name(), id), attempt);
            if (ledger.one("SELECT 1 FROM content WHERE tenant = ? AND key = ? AND key <> ''", row -> true, tenant, key).isEmpty()) {
                insert(wanted, key);
                return key;
            }
        }
        throw new IllegalStateException("No free place for " + wanted.owner());
    }

    private void forget(Wanted wanted) {
        ledger.update("DELETE FROM content WHERE tenant = ? AND owner = ?", tenant, wanted.owner());
        if (!wanted.kind().equals("text")) {
            ledger.update("DELETE FROM finding WHERE tenant = ? AND phase = ? AND subject = ?", tenant, NAME, subject(wanted));
        }
    }

    private void insert(Wanted wanted, String key) {
        ledger.update("INSERT INTO content (tenant, owner, kind, document, version, basket, source_digest, live, made, key, stamp, name, wanted, seen, "
                        + "complete) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0)",
                tenant, wanted.owner(), wanted.kind(), wanted.document(), wanted.version(), wanted.basket().id(), wanted.sourceDigest(),
                wanted.live() ? 1 : 0, DocumentRows.made(wanted.made()), key, wanted.stamp(), wanted.name(), wanted.path());
    }

    private static String subject(Wanted wanted) {
        return wanted.kind().equals("history") ? "file_history " + wanted.owner().replace(Ledger.HISTORY, "") : "document " + wanted.document();
    }

    private Got get(Wanted wanted, String key) throws IOException {
        Found found = finder.find(wanted.sought(oldTenant));
        if (found.content().isEmpty()) {
            return new Got(wanted, found, Optional.empty(), Optional.empty());
        }
        OldContent content = found.content().get();
        Written written;
        if (destination.isPresent()) {
            try (InputStream in = content.open()) {
                written = destination.get().write(key, in, content.size());
            }
        } else {
            written = Hash.of(content);
        }
        boolean isAsRecorded = wanted.kind().equals("history") || written.checksum().equals(wanted.checksum());
        boolean isAsText = wanted.textDigests().values().stream().allMatch(written.checksum()::equals);
        return new Got(wanted, found, Optional.of(written), isAsRecorded && isAsText ? Optional.empty() : Optional.of(Hash.ofTranslated(content)));
    }

    private void record(Got got) throws IOException {
        Wanted wanted = got.wanted();
        String subject = subject(wanted);
        for (Remark remark : got.found().remarks()) {
            found(remark.kind(), subject, remark.detail());
        }
        if (got.written().isEmpty()) {
            found(FindingKind.CONTENT_MISSING, subject, wanted.path().isBlank() ? "the row names no path" : wanted.path());
            ledger.update("UPDATE content SET key = '', checksum = ?, size = ?, place = '', file = '', complete = 1 WHERE tenant = ? AND owner = ?",
                    DocumentRows.checksum(wanted.checksum()), Math.max(0, wanted.size().orElse(0L)), tenant, wanted.owner());
        } else {
            recordFile(got, wanted, got.written().get(), subject);
        }
        for (Map.Entry<String, String> text : wanted.textDigests().entrySet()) {
            text(wanted, got, text.getKey(), text.getValue());
        }
    }

    private void recordFile(Got got, Wanted wanted, Written written, String subject) {
        String file = got.found().content().orElseThrow().name();
        ledger.one("SELECT tenant, owner FROM content WHERE file = ? AND complete = 1 AND NOT (tenant = ? AND document = ?) ORDER BY tenant, owner LIMIT 1",
                row -> row.getString(1) + " " + row.getString(2), file, tenant, wanted.document()).ifPresent(other -> found(FindingKind.SHARED_CONTENT, subject, file + ", as " + other));
        ledger.update("UPDATE content SET checksum = ?, size = ?, place = ?, file = ?, complete = 1 WHERE tenant = ? AND owner = ?",
                written.checksum(), written.size(), got.found().place(), file, tenant, wanted.owner());
        boolean otherSize = wanted.size().filter(size -> size != written.size()).isPresent();
        if (wanted.kind().equals("document") && (otherSize || !written.checksum().equals(wanted.checksum()))) {
            boolean translated = got.translated().filter(hash -> hash.checksum().equals(wanted.checksum())).isPresent();
            found(FindingKind.CHECKSUM_DIFFERS, subject, "recorded " + Texts.shown(wanted.checksum()) + ", " + wanted.size().map(String::valueOf).orElse("no")
                    + " bytes; it is " + written.checksum() + ", " + written.size() + " bytes"
                    + (translated ? " (2.x hashed the text with its line ends translated)" : ""));
        }
    }

    /**
     * A text in the row that no file has is kept as the version before the present one. The ledger has it with the document or
     * not at all.
     */
    private void text(Wanted wanted, Got got, String name, String digest) throws IOException {
        String owner = wanted.owner() + name;
        Optional<String> before = ledger.one("SELECT key FROM content WHERE tenant = ? AND owner = ? AND key <> ''", row -> row.getString(1), tenant, owner);
        ledger.update("DELETE FROM content WHERE tenant = ? AND owner = ?", tenant, owner);
        boolean isInFile = got.written().filter(file -> file.checksum().equals(digest)).isPresent()
                || got.translated().filter(file -> file.checksum().equals(digest)).isPresent();
        if (isInFile) {
            if (before.isPresent() && destination.isPresent()) {
                destination.get().remove(before.get());
            }
            return;
        }
        long version = 1 + ledger.one("SELECT count(*) FROM content WHERE tenant = ? AND document = ? AND kind IN ('history', 'text') AND seen = 1",
                row -> row.getLong(1), tenant, wanted.document()).orElse(0L);
        Wanted text = new Wanted(owner, "text", wanted.document(), version, wanted.basket(), wanted.name(), "", "", Optional.empty(), "", false,
                wanted.made(), Map.of());
        String key = plan(text);
        old.each("SELECT " + old.columns("document", "d", "content", "raw_content") + " FROM document d WHERE d.id = ?", row -> {
            byte[] bytes = Optional.ofNullable(RowText.of(row).get(name)).orElseThrow().getBytes(StandardCharsets.UTF_8);
            if (destination.isPresent()) {
                destination.get().write(key, new ByteArrayInputStream(bytes), bytes.length);
            }
            ledger.update("UPDATE content SET checksum = ?, size = ?, place = '', file = '', complete = 1 WHERE tenant = ? AND owner = ?",
                    digest, bytes.length, tenant, owner);
            found(FindingKind.TEXT_DIFFERS, "document " + wanted.owner(), bytes.length + " bytes, kept as version " + version);
        }, wanted.owner());
    }

    private void found(FindingKind kind, String subject, String detail) {
        ledger.found(NAME, new Finding(tenant, kind, subject, detail));
    }
}
