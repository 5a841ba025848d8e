package org.docex.cli.output;

import java.io.PrintWriter;
import java.util.function.Supplier;

/** One line on standard error that tells how far long work is. Silent unless somebody watches. Safe for many threads. */
public final class Progress implements AutoCloseable {
    private static final long PAUSE_NANOS = 200_000_000;

    private final PrintWriter err;
    private final boolean watched;
    private final Supplier<String> line;
    private volatile long drawn = System.nanoTime();
    private int width;

    Progress(PrintWriter err, boolean watched, Supplier<String> line) {
        this.err = err;
        this.watched = watched;
        this.line = line;
    }

    /** Draws the line anew, not too often. */
    public void moved() {
        if (watched && System.nanoTime() - drawn > PAUSE_NANOS) {
            draw(line.get());
        }
    }

    /** Prints a message that stays. */
    public synchronized void say(String message) {
        clear();
        err.println("docex: " + Cells.printable(message));
        err.flush();
    }

    private synchronized void draw(String text) {
        clear();
        err.print(text);
        err.flush();
        width = text.length();
        drawn = System.nanoTime();
    }

    private void clear() {
        if (width > 0) {
            err.print("\r" + " ".repeat(width) + "\r");
            width = 0;
        }
    }

    @Override
    public synchronized void close() {
        clear();
        err.flush();
    }
}
