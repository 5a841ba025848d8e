package org.docex.it;

import org.docex.tenant.TenantId;
import org.docex.tenant.lifecycle.Upgrades;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** An upgrade in a process of its own, to be killed at a point. Arguments: the home folder, the point. */
final class UpgradeVictim {
    private UpgradeVictim() {}

    public static void main(String[] arguments) {
        OwnInstallation.at(Path.of(arguments[0]), Map.copyOf(System.getenv())).provisioner(event -> {
            try {
                PlanCutter.cut(event, "kill " + arguments[1]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }).upgrades().run(new Upgrades.Order(Optional.<TenantId>empty(), 1, false, 1, "victim"), new Upgrades.Watcher() {
            @Override
            public void begun(int tenants) {}

            @Override
            public void done(Upgrades.Outcome outcome) {}
        });
    }
}
