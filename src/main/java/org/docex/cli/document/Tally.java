package org.docex.cli.document;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.docex.cli.output.ByteCount;
import org.docex.cli.output.Column;
import org.docex.cli.output.Listing;
import org.docex.cli.run.ExitCode;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What became of the files of one run: a line each on standard output, and the sums. Safe for many threads. */
final class Tally implements Supplier<String> {
    static final List<Column> COLUMNS = Column.ofFields("result", "id", "source");

    private final Listing listing;
    private final AtomicLong bytes = new AtomicLong();
    private long added;
    private long there;
    private long failed;

    Tally(Listing listing) {
        this.listing = listing;
    }

    void sent(long more) {
        bytes.addAndGet(more);
    }

    synchronized void done(Uploader.Added result) {
        JsonObject document = result.document();
        listing.add(List.of(Json.createObjectBuilder(document).add("result", result.isNew() ? "added" : "already_there").build()));
        if (result.isNew()) {
            added++;
        } else {
            there++;
        }
    }

    synchronized void failed() {
        failed++;
    }

    synchronized ExitCode exit() {
        return failed == 0 ? ExitCode.DONE : added + there > 0 ? ExitCode.PARTLY : ExitCode.REFUSED;
    }

    /** For example {@code added 12, already there 3, failed 0}. */
    @Override
    public synchronized String get() {
        return "added " + added + ", already there " + there + ", failed " + failed + " (" + ByteCount.size(bytes.get()) + " sent)";
    }
}
