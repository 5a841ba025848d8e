package org.docex.it;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what happens by itself. */
final class Await {
    private static final long PAUSE = Duration.ofMillis(20).toNanos();

    private Await() {}

    /** Asks again until it is so, or the time is over; what comes of it the test asserts. */
    static void until(Duration atMost, BooleanSupplier so) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!so.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE);
        }
    }
}
