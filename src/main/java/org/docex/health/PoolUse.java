package org.docex.health;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How one of the container's pools is used by DocEX. Safe for many threads. */
public final class PoolUse {
    private final AtomicInteger inUse = new AtomicInteger();
    private final LongAdder acquired = new LongAdder();
    private final LongAdder waited = new LongAdder();

    /** Counts a connection that was asked for at {@code since} ({@link System#nanoTime}); closing counts it out, once. */
    public Held taken(long since) {
        acquired.increment();
        waited.add(System.nanoTime() - since);
        inUse.incrementAndGet();
        AtomicBoolean out = new AtomicBoolean(true);
        return () -> {
            if (out.compareAndSet(true, false)) {
                inUse.decrementAndGet();
            }
        };
    }

    /** Connections out of the pool now. */
    public int inUse() {
        return inUse.get();
    }

    /** Connections taken since the server started. */
    public long acquired() {
        return acquired.sum();
    }

    /** The time all of them together were waited for, in seconds. */
    public double waitedSeconds() {
        return waited.sum() / 1e9;
    }

    /** A connection that is out. */
    @FunctionalInterface
    public interface Held extends AutoCloseable {
        @Override
        void close();
    }
}
