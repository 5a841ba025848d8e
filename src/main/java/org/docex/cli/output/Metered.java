package org.docex.cli.output;

import java.util.OptionalLong;
import java.util.function.LongConsumer;

/** A byte count and the progress line that shows it. */
public final class Metered implements AutoCloseable, LongConsumer {
    private final ByteCount count;
    private final Progress progress;

    /** @param what for example {@code Sending} */
    public Metered(Watching watching, String what, OptionalLong total) {
        count = new ByteCount(what, total);
        progress = watching.progress(count);
    }

    @Override
    public void accept(long bytes) {
        count.add(bytes);
        progress.moved();
    }

    @Override
    public void close() {
        progress.close();
    }
}
