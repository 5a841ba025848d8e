package org.docex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;


import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.docex.basket.BasketService;
import org.docex.basket.CreateBasket;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.tenant.TenantId;
import org.docex.tenant.UserContext;
import org.docex.tenant.context.DocEX;
import org.docex.tenant.plan.StepEvent;
import org.docex.tenant.provisioning.BootstrapCheck;
import org.docex.tenant.provisioning.TenantProvisioner;
import org.docex.tenant.registry.SystemSource;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantRegistry;
import org.docex.tenant.registry.TenantStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Provisioning cut by an exception before and after every step: nothing half-made is usable, and repeating converges. */
@ExtendWith(ArquillianExtension.class)
class ProvisioningCutIT {
    @Inject
    TenantProvisioner provisioner;

    @Inject
    SystemSource system;

    @Inject
    BootstrapCheck check;

    @Inject
    DocEX docex;

    @Inject
    BasketService baskets;

    @Inject
    StepRecorder recorder;

    @Deployment
    static WebArchive war() {
        return Deployments.docex(ProvisioningCutIT.class, Deployments.class, PlanCutter.class, StepRecorder.class);
    }

    /** Learns the steps of a plan from the plan itself, so that a new step is cut too. */
    @ApplicationScoped
    public static class StepRecorder {
        private final List<String> points = new ArrayList<>();

        void record(@Observes StepEvent event) {
            points.add(event.step() + (event.before() ? ":before" : ":after"));
        }

        public List<String> take() {
            List<String> taken = List.copyOf(points);
            points.clear();
            return taken;
        }
    }

    @AfterEach
    void heal() {
        System.clearProperty(PlanCutter.PROPERTY);
    }

    @Test
    void a_plan_cut_anywhere_leaves_nothing_and_the_next_try_succeeds() throws Exception {
        recorder.take();
        provisioner.create(new TenantId("cut_model"), "Model", "test");
        List<String> points = recorder.take();
        assertTrue(points.size() >= 10, points.toString());

        for (int i = 0; i < points.size() - 1; i++) {
            TenantId id = new TenantId("cut_" + i);
            System.setProperty(PlanCutter.PROPERTY, points.get(i));
            DocexException failed = assertThrows(DocexException.class, () -> provisioner.create(id, "Cut", "test"), points.get(i));
            assertEquals(ErrorCode.PROVISIONING_FAILED, failed.code());
            assertTrue(registry().find(id).isEmpty(), points.get(i));
            assertRefused(id);
            assertTrue(check.findings().messages().isEmpty(), check.findings().messages().toString());

            System.clearProperty(PlanCutter.PROPERTY);
            assertEquals(TenantStatus.ACTIVE, provisioner.create(id, "Cut", "test").status());
            assertWorks(id);
        }
    }

    @Test
    void a_listener_that_fails_after_the_last_step_cannot_take_a_finished_tenant_back() throws Exception {
        System.setProperty(PlanCutter.PROPERTY, "activate:after");
        TenantId id = new TenantId("cut_end");
        assertEquals(TenantStatus.ACTIVE, provisioner.create(id, "End", "test").status());
        assertWorks(id);
    }

    @Test
    void repair_of_a_complete_tenant_changes_nothing() {
        TenantId id = new TenantId("cut_whole");
        Tenant made = provisioner.create(id, "Whole", "test");
        assertEquals(Optional.of(made), provisioner.repair(id));
        assertEquals(ErrorCode.NOT_FOUND,
                assertThrows(DocexException.class, () -> provisioner.repair(new TenantId("cut_nobody"))).code());
    }

    private TenantRegistry registry() {
        return new TenantRegistry(system.get());
    }

    private void assertRefused(TenantId id) {
        DocexException refusal = assertThrows(DocexException.class, () -> docex.as(user(id)).run(() -> {}));
        assertFalse(refusal.code().status() < 400);
        assertTrue(Set.of(ErrorCode.TENANT_UNKNOWN, ErrorCode.TENANT_INACTIVE).contains(refusal.code()));
    }

    private void assertWorks(TenantId id) throws Exception {
        String basket = docex.as(user(id)).call(
                () -> baskets.create(new CreateBasket("b", Optional.empty(), Optional.empty()))).id();
        assertEquals(basket, docex.as(user(id)).call(() -> baskets.get(basket)).id());
    }

    private static UserContext user(TenantId id) {
        return UserContext.of("u", id.value(), Set.of("user"));
    }
}
