package org.docex.cli.output;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Bytes that have gone through, as a bar where the total is known. */
public final class ByteCount implements Supplier<String> {
    private static final int BAR = 30;
    private static final String UNITS = "kMGTPE";

    private final String what;
    private final OptionalLong total;
    private final AtomicLong done = new AtomicLong();

    /** @param what for example {@code Sending} */
    ByteCount(String what, OptionalLong total) {
        this.what = what;
        this.total = total;
    }

    void add(long bytes) {
        done.addAndGet(bytes);
    }

    @Override
    public String get() {
        long now = done.get();
        if (total.isEmpty() || total.getAsLong() <= 0) {
            return what + " " + size(now);
        }
        double part = Math.min(1, (double) now / total.getAsLong());
        int filled = (int) (part * BAR);
        return "%s [%s%s] %3d %% of %s".formatted(what, "#".repeat(filled), ".".repeat(BAR - filled), (int) (part * 100),
                size(total.getAsLong()));
    }

    /** With a decimal unit, for example {@code 1.5 MB}. */
    public static String size(long bytes) {
        double value = bytes;
        int unit = -1;
        while (value >= 999.95 && unit < UNITS.length() - 1) {
            value /= 1000;
            unit++;
        }
        return unit < 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %sB", value, UNITS.charAt(unit));
    }
}
