package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.docex.error.DocexException;
import org.docex.tenant.TenantId;
import org.docex.tenant.lifecycle.PurgeOrder;
import org.docex.tenant.lifecycle.Upgrades;
import org.docex.tenant.lifecycle.Upgrades.Outcome;
import org.docex.tenant.lifecycle.Upgrades.Result;
import org.docex.tenant.plan.PlanListener;
import org.docex.tenant.provisioning.TenantProvisioner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upgrades cut before and after each step, by an exception and by the end of the process: run again, they go on and repeat nothing. */
class UpgradeCutIT {
    private static final long SEED = 20261121;

    @TempDir
    Path folder;

    private OwnInstallation installation;

    @BeforeEach
    void install() throws Exception {
        installation = OwnInstallation.in(folder);
        installation.init();
    }

    @Test
    void an_upgrade_cut_by_an_exception_goes_on() throws Exception {
        for (String point : points()) {
            String tenant = "cut_" + point.replace(':', '_');
            old(tenant);
            Upgrades.Report report = run(event -> {
                try {
                    PlanCutter.cut(event, point);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            boolean done = point.equals("register:after");
            assertThat(report.outcomes()).extracting(Outcome::result).as(point).containsExactly(done ? Result.UPGRADED : Result.FAILED);
            assertConverges(tenant, point);
        }
    }

    @Test
    void a_tenant_whose_upgrade_was_cut_off_is_upgraded_before_it_is_purged() throws Exception {
        old("cut_purge");
        run(event -> {
            if (event.step().equals("register") && event.before()) {
                throw new IllegalStateException("cut");
            }
        });
        TenantProvisioner provisioner = installation.provisioner(event -> {});
        TenantId id = new TenantId("cut_purge");
        PurgeOrder order = new PurgeOrder("cut_purge", Optional.empty(), true, true);
        assertThat(assertThrows(DocexException.class, () -> provisioner.lifecycle().delete(id, Optional.of("cut_purge"), "test", version -> {})))
                .hasMessageContaining("docex upgrade --tenant cut_purge");
        run(event -> {});
        provisioner.lifecycle().delete(id, Optional.of("cut_purge"), "test", version -> {});
        assertThat(provisioner.lifecycle().purge(id, order, "test", version -> {}).getString("tenant_id")).isEqualTo("cut_purge");
        assertThat(TestInstallation.query(installation.system(), "SELECT id FROM plan WHERE state = 'RUNNING'")).isEmpty();
        assertThat(installation.home().resolve("storage/tenant_cut_purge")).doesNotExist();
    }

    @Test
    void a_tenant_whose_tables_are_gone_is_not_upgraded_and_can_be_purged() throws Exception {
        old("gone");
        if (TestInstallation.onPostgres()) {
            TestInstallation.execute(installation.inside("gone"), "DROP SCHEMA tenant_gone CASCADE");
        } else {
            Files.delete(installation.tenantFile("gone"));
        }
        Outcome outcome = run(event -> {}).outcomes().get(0);
        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(outcome.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("are not there").contains("purge"));
        assertThat(TestInstallation.query(installation.system(), "SELECT id FROM plan WHERE state = 'RUNNING'")).isEmpty();
        TenantProvisioner provisioner = installation.provisioner(event -> {});
        provisioner.lifecycle().delete(new TenantId("gone"), Optional.of("gone"), "test", version -> {});
        provisioner.lifecycle().purge(new TenantId("gone"), new PurgeOrder("gone", Optional.empty(), true, true), "test", version -> {});
        assertThat(run(event -> {}).outcomes()).isEmpty();
    }

    @Test
    void an_upgrade_that_is_killed_goes_on() throws Exception {
        List<String> points = points();
        Collections.shuffle(points, new Random(SEED));
        killAt(points.subList(0, Math.min(5, points.size())));
    }

    @Test
    @Tag("crash")
    void an_upgrade_that_is_killed_anywhere_goes_on() throws Exception {
        killAt(points());
    }

    private void killAt(List<String> points) throws Exception {
        for (String point : points) {
            String tenant = "kill_" + point.replace(':', '_');
            old(tenant);
            ProcessBuilder victim = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Ddocex.database=" + System.getProperty("docex.database"), "-cp", System.getProperty("java.class.path"),
                    UpgradeVictim.class.getName(), installation.home().toString(), point)
                    .redirectErrorStream(true).redirectOutput(folder.resolve("victim.log").toFile());
            victim.environment().putAll(installation.environment());
            assertThat(victim.start().waitFor()).as(point).isEqualTo(137);
            assertConverges(tenant, point);
        }
    }

    private void assertConverges(String tenant, String point) throws SQLException {
        run(event -> {});
        assertThat(TestInstallation.query(installation.system(), "SELECT schema_version FROM tenant_registry WHERE tenant_id = '"
                + tenant + "'")).as(point).containsExactly("3");
        assertThat(TestInstallation.query(installation.inside(tenant), "SELECT count(*) FROM flyway_schema_history WHERE version > '1'"))
                .as(point).containsExactly("2");
        assertThat(TestInstallation.query(installation.system(), "SELECT s.step FROM plan_step s JOIN plan p ON p.id = s.plan_id "
                + "WHERE p.tenant_id = '" + tenant + "' AND p.kind = 'upgrade' AND p.state = 'DONE' AND s.outcome = 'APPLIED'")).as(point).doesNotHaveDuplicates();
        assertThat(TestInstallation.query(installation.system(), "SELECT id FROM plan WHERE state = 'RUNNING'")).as(point).isEmpty();
        assertThat(run(event -> {}).outcomes()).as("nothing is left to do").isEmpty();
    }

    private Upgrades.Report run(PlanListener listener) {
        return installation.provisioner(listener).upgrades().run(
                new Upgrades.Order(Optional.empty(), 2, false, 10, "test"), new Upgrades.Watcher() {
                    @Override
                    public void begun(int tenants) {}

                    @Override
                    public void done(Outcome outcome) {}
                });
    }

    private List<String> points() throws SQLException {
        old("model");
        List<String> points = new ArrayList<>();
        run(event -> points.add(event.step() + (event.before() ? ":before" : ":after")));
        return points;
    }

    private void old(String tenant) throws SQLException {
        TenantProvisioner provisioner = installation.provisioner(event -> {});
        provisioner.create(new TenantId(tenant), "Old", "test");
        installation.makeVersion1(tenant);
    }
}
