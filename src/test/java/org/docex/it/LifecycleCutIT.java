package org.docex.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.UserTransaction;
import org.docex.basket.BasketService;
import org.docex.basket.CreateBasket;
import org.docex.document.DocumentIntake;
import org.docex.document.NewDocument;
import org.docex.error.DocexException;
import org.docex.tenant.TenantId;
import org.docex.tenant.UserContext;
import org.docex.tenant.context.DocEX;
import org.docex.tenant.lifecycle.PurgeOrder;
import org.docex.tenant.lifecycle.TenantLifecycle;
import org.docex.tenant.provisioning.BootstrapCheck;
import org.docex.tenant.provisioning.TenantProvisioner;
import org.docex.tenant.registry.CachedTenantDirectory;
import org.docex.tenant.registry.SystemSource;
import org.docex.tenant.registry.Tenant;
import org.docex.tenant.registry.TenantRegistry;
import org.docex.tenant.registry.TenantStatus;
import org.docex.transfer.TenantArchives;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.naming.InitialContext;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Suspension, deletion, purge and import cut by an exception before and after every step: all or nothing, and repeating converges. */
@ExtendWith(ArquillianExtension.class)
class LifecycleCutIT {
    @Inject
    TenantProvisioner provisioner;

    @Inject
    TenantArchives archives;

    @Inject
    CachedTenantDirectory directory;

    @Inject
    SystemSource system;

    @Inject
    BootstrapCheck check;

    @Inject
    DocEX docex;

    @Inject
    BasketService baskets;

    @Inject
    DocumentIntake intake;

    @Inject
    ProvisioningCutIT.StepRecorder recorder;

    @Deployment
    static WebArchive war() {
        return Deployments.docex(LifecycleCutIT.class, Deployments.class, PlanCutter.class, ProvisioningCutIT.class,
                ProvisioningCutIT.StepRecorder.class);
    }

    @AfterEach
    void heal() {
        System.clearProperty(PlanCutter.PROPERTY);
    }

    @Test
    void a_change_that_is_cut_is_done_or_was_never_begun() throws Exception {
        TenantLifecycle lifecycle = provisioner.lifecycle();
        for (String point : List.of("change:before", "change:after")) {
            boolean done = point.equals("change:after");
            TenantId id = filled("cut_" + point.replace(':', '_'));
            cutting(point, done, () -> lifecycle.suspend(id, "test", version -> {}));
            assertEquals(done ? TenantStatus.SUSPENDED : TenantStatus.ACTIVE, row(id).status(), point);
            assertEquals(TenantStatus.SUSPENDED, lifecycle.suspend(id, "test", version -> {}).status());
            cutting(point, done, () -> lifecycle.delete(id, Optional.of(id.value()), "test", version -> {}));
            assertEquals(done ? TenantStatus.DELETED : TenantStatus.SUSPENDED, row(id).status(), point);
            assertEquals(TenantStatus.DELETED, lifecycle.delete(id, Optional.of(id.value()), "test", version -> {}).status());
            assertEquals(TenantStatus.SUSPENDED, lifecycle.undelete(id, "test", version -> {}).status());
            assertTrue(check.findings().messages().isEmpty(), check.findings().messages().toString());
        }
    }

    @Test
    void a_purge_cut_anywhere_goes_on_to_its_receipt() throws Exception {
        recorder.take();
        purge(deleted("cut_purge_model"));
        List<String> points = recorder.take().stream().filter(point -> !point.startsWith("change")).toList();
        points = points.subList(points.indexOf("drain:before"), points.size());
        assertTrue(points.size() >= 12, points.toString());

        for (int i = 0; i < points.size(); i++) {
            String point = points.get(i);
            TenantId id = deleted("cut_purge_" + i);
            cutting(point, point.equals("receipt:after"), () -> purge(id));
            if (row(id).status() != TenantStatus.PURGED) {
                assertEquals(TenantStatus.DELETED, row(id).status(), point);
                assertFalse(check.findings().messages().isEmpty(), point);
                assertThrows(DocexException.class, () -> provisioner.lifecycle().undelete(id, "test", version -> {}), point);
                if (i % 2 == 0) {
                    assertEquals(1, purge(id).getJsonObject("removed").getJsonObject("rows").getInt("document"), point);
                } else {
                    provisioner.repair(id);
                }
            }
            assertEquals(TenantStatus.PURGED, row(id).status(), point);
            assertTrue(check.findings().messages().isEmpty(), check.findings().messages().toString());
            assertThrows(DocexException.class, () -> provisioner.create(id, "Again", "test"));
        }
    }

    @Test
    void an_import_cut_anywhere_leaves_nothing_and_the_next_one_is_complete() throws Exception {
        byte[] archive = export(filled("cut_import"));
        recorder.take();
        importAs(new TenantId("cut_import_model"), archive);
        List<String> points = recorder.take();
        assertTrue(points.size() >= 14, points.toString());

        for (int i = 0; i < points.size(); i++) {
            String point = points.get(i);
            TenantId id = new TenantId("cut_import_" + i);
            boolean done = point.equals("activate:after");
            cutting(point, done, () -> importAs(id, archive));
            assertEquals(done, registry().find(id).isPresent(), point);
            assertTrue(check.findings().messages().isEmpty(), check.findings().messages().toString());
            if (!done) {
                importAs(id, archive);
            }
            byte[] again = export(id);
            assertArrayEquals(content(archive), content(again), point);
        }
    }

    @Test
    void a_purge_waits_for_the_transaction_that_began_before_the_deletion() throws Exception {
        TenantId id = filled("cut_drain");
        UserTransaction transaction = InitialContext.doLookup("java:comp/UserTransaction");
        transaction.begin();
        CompletableFuture<JsonObject> purged;
        try {
            docex.as(UserContext.of("u", id.value(), Set.of("user"))).call(
                    () -> baskets.create(new CreateBasket("late", Optional.empty(), Optional.empty())));
            purged = new CompletableFuture<>();
            Thread purge = new Thread(() -> {
                try {
                    provisioner.lifecycle().delete(id, Optional.of(id.value()), "test", version -> {});
                    directory.forget(id);
                    purged.complete(purge(id));
                } catch (RuntimeException e) {
                    purged.completeExceptionally(e);
                }
            });
            purge.setContextClassLoader(Thread.currentThread().getContextClassLoader());
            purge.start();
            assertThrows(TimeoutException.class, () -> purged.get(4, TimeUnit.SECONDS));
            assertEquals(TenantStatus.DELETED, row(id).status());
        } finally {
            transaction.commit();
        }
        assertEquals(2, purged.get(60, TimeUnit.SECONDS).getJsonObject("removed").getJsonObject("rows").getInt("docbasket"));
        assertEquals(TenantStatus.PURGED, row(id).status());
    }

    private interface Cut {
        void run() throws Exception;
    }

    private void cutting(String point, boolean survives, Cut cut) throws Exception {
        System.setProperty(PlanCutter.PROPERTY, point);
        try {
            if (survives) {
                cut.run();
            } else {
                assertThrows(DocexException.class, cut::run, point);
            }
        } finally {
            System.clearProperty(PlanCutter.PROPERTY);
        }
    }

    private TenantId filled(String tenant) throws Exception {
        TenantId id = new TenantId(tenant);
        provisioner.create(id, tenant, "test");
        UserContext user = UserContext.of("u", tenant, Set.of("user"));
        String basket = docex.as(user).call(() -> baskets.create(new CreateBasket("b", Optional.empty(), Optional.empty()))).id();
        docex.as(user).call(() -> intake.add(basket, new NewDocument("a.txt", "a.txt", "file", "text/plain", Map.of()),
                new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8)), OptionalLong.empty(), checksum -> {}));
        return id;
    }

    private TenantId deleted(String tenant) throws Exception {
        TenantId id = filled(tenant);
        provisioner.lifecycle().delete(id, Optional.of(tenant), "test", version -> {});
        directory.forget(id);
        return id;
    }

    private JsonObject purge(TenantId id) {
        return provisioner.lifecycle().purge(id, new PurgeOrder(id.value(), Optional.empty(), true, true), "test", version -> {});
    }

    private byte[] export(TenantId id) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        archives.export(id, "test").writeTo(out);
        return out.toByteArray();
    }

    private void importAs(TenantId id, byte[] archive) {
        archives.importAs(id, Optional.empty(), "test", new ByteArrayInputStream(archive), checksum -> {});
    }

    /** All but the head, which names the tenant, and the manifest with it. */
    private static byte[] content(byte[] archive) {
        int manifest = new String(archive, StandardCharsets.ISO_8859_1).lastIndexOf("SHA256SUMS");
        return Arrays.copyOfRange(archive, 1024, manifest);
    }

    private Tenant row(TenantId id) {
        return registry().find(id).orElseThrow();
    }

    private TenantRegistry registry() {
        return new TenantRegistry(system.get());
    }
}
