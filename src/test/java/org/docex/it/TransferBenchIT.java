package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.docex.tenant.TenantId;
import org.docex.tenant.provisioning.TenantProvisioner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Export and import of a tenant against {@code tar} and {@code sha256sum} on the same bytes, and the upgrade of a thousand
 * tenants against one that finds nothing to do. The rows go to {@code target/bench-transfer.md}.
 */
@Tag("bench")
class TransferBenchIT {
    private static final int TENANTS = 1000;
    private static final int DOCUMENTS = 200;
    private static final int BYTES = 1 << 20;
    private static final int ROUNDS = 3;

    @TempDir
    Path folder;

    @Test
    void export_and_import_as_a_share_of_tar_and_sha256sum() throws Exception {
        OwnInstallation installation = OwnInstallation.in(folder);
        installation.init();
        try (TestServer server = TestServer.start(folder.resolve("server"), installation, Deployments.docex())) {
            Api operator = installation.as(Optional.empty(), "docex-admin");
            fill(operator, installation.as(Optional.of("full"), "user"));
            Map<String, String> caller = Map.of("DOCEX_URL", TestServer.url(), "DOCEX_TOKEN", installation.token(Optional.empty(), "docex-admin"));
            Path source = installation.home().resolve("storage/documents/full");
            double[] export = new double[ROUNDS];
            double[] imported = new double[ROUNDS];
            double[] packed = new double[ROUNDS];
            double[] unpacked = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                Path tar = folder.resolve("floor" + i + ".tar");
                Path archive = folder.resolve("full" + i + ".tar");
                packed[i] = Bench.seconds(() -> Bench.shell("tar cf " + tar + " -C " + source + " . && sha256sum " + tar + " && sync " + tar));
                export[i] = Bench.seconds(() -> installation.cli(caller, "tenant", "export", "--tenant-id", "full", "--file", archive.toString()).expect(0));
                Path out = Files.createDirectory(folder.resolve("out" + i));
                unpacked[i] = Bench.seconds(() -> Bench.shell("sha256sum " + tar + " && tar xf " + tar + " -C " + out + " && sync " + out));
                String copy = "copy_" + i;
                imported[i] = Bench.seconds(() -> installation.cli(caller, "tenant", "import", "--tenant-id", copy, "--file", archive.toString()).expect(0));
                Files.delete(tar);
                Files.delete(archive);
            }
            row("export of %d documents of 1 MiB".formatted(DOCUMENTS), median(export), "`tar` and `sha256sum`", median(packed));
            row("import of them", median(imported), "`sha256sum`, `tar x` and `sync`", median(unpacked));
        }
    }

    @Test
    void an_upgrade_and_one_that_finds_nothing_to_do() throws Exception {
        OwnInstallation installation = OwnInstallation.in(folder);
        installation.init();
        TenantProvisioner provisioner = installation.provisioner(event -> {});
        for (int i = 0; i < TENANTS; i++) {
            provisioner.create(new TenantId("up_" + i), "Old", "bench");
            installation.makeVersion1("up_" + i);
        }
        double upgrade = Bench.seconds(() -> installation.cli(Map.of(), "upgrade", "--parallel", "4").expect(0));
        double[] nothing = new double[ROUNDS];
        double[] start = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            nothing[i] = Bench.seconds(() -> installation.cli(Map.of(), "upgrade").expect(0));
            start[i] = Bench.seconds(() -> installation.cli(Map.of(), "--version").expect(0));
        }
        row("upgrade of %d tenants".formatted(TENANTS), upgrade, "the same command with nothing to do", median(nothing));
        row("upgrade that finds nothing to do", median(nothing), "`docex --version`", median(start));
    }

    private static void fill(Api operator, Api user) {
        operator.post(TestServer.url("/admin/tenants"), "{\"tenant_id\":\"full\",\"display_name\":\"Full\"}").expect(201);
        String basket = user.post(TestServer.url("/baskets"), "{\"name\":\"b\"}").expect(201).json().getString("id");
        Random random = new Random(1);
        byte[] content = new byte[BYTES];
        for (int i = 0; i < DOCUMENTS; i++) {
            random.nextBytes(content);
            user.post(TestServer.url("/baskets/" + basket + "/documents?name=d" + i), content).expect(201);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void row(String what, double ours, String floor, double theirs) throws IOException {
        Files.writeString(Path.of("target/bench-transfer.md"), String.format(Locale.ROOT, "| %s | %s | %.2f s | %.2f s (%s) | %.2f × |%n",
                System.getProperty("docex.database"), what, ours, theirs, floor, ours / theirs), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        assertThat(ours).isPositive();
    }
}
