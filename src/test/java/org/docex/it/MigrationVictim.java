package org.docex.it;

import org.docex.migration.Migration;
import org.docex.migration.MigrationOrder;
import org.docex.migration.NewInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A migration in a process of its own, to be killed. Arguments: configuration, base, home, new database or nothing, the number of the event. */
final class MigrationVictim {
    private MigrationVictim() {}

    public static void main(String[] arguments) {
        NewInstallation fresh = new NewInstallation(Path.of(arguments[2]), Optional.of(arguments[3]).filter(url -> !url.isEmpty()));
        MigrationOrder order = new MigrationOrder(Path.of(arguments[0]), Path.of(arguments[1]), fresh.home(), Map.of(), Optional.empty(), false);
        long[] left = {Long.parseLong(arguments[4])};
        new Migration(order, fresh, (tenant, what, done, total) -> {
            if (--left[0] == 0) {
                end();
            }
        }).run(outcome -> {});
    }

    private static void end() {
        try {
            new ProcessBuilder("kill", "-9", String.valueOf(ProcessHandle.current().pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
