package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.docex.tenant.TenantId;
import org.docex.tenant.provisioning.TenantProvisioner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docex system backup} and {@code restore}, and the upgrade of an older system boundary. */
class SystemBackupIT {
    private static final List<String> TABLES = List.of("installation", "tenant_registry", "plan", "plan_step", "admin_audit");

    @TempDir
    Path folder;

    private OwnInstallation installation;

    @BeforeEach
    void install() throws Exception {
        installation = OwnInstallation.in(folder);
        installation.init();
    }

    @Test
    void what_was_backed_up_is_what_is_restored() throws Exception {
        TenantProvisioner provisioner = installation.provisioner(event -> {});
        provisioner.create(new TenantId("first"), "First \"quoted\" ü", "test");
        provisioner.lifecycle().delete(new TenantId("first"), Optional.of("first"), "test", version -> {});
        List<List<String>> before = everything();
        Path backup = folder.resolve("system.backup");
        assertThat(installation.cli(Map.of(), "system", "backup", "--file", backup.toString()).expect(0).out()).contains("sha256");
        assertThat(installation.cli(Map.of(), "system", "backup", "--file", backup.toString()).expect(1).err()).contains("system.backup");

        provisioner.create(new TenantId("second"), "Second", "test");
        provisioner.lifecycle().undelete(new TenantId("first"), "test", version -> {});
        List<List<String>> changed = everything();
        assertThat(changed).isNotEqualTo(before);

        assertThat(restore(backup, "00000000").expect(1).err()).contains(id());
        damage(backup, folder.resolve("damaged"));
        restore(folder.resolve("damaged"), id()).expect(1);
        restore(folder.resolve("absent"), id()).expect(1);
        assertThat(everything()).isEqualTo(changed);

        restore(backup, id()).expect(0);
        assertThat(everything()).isEqualTo(before);
        assertThat(installation.cli(Map.of(), "init").expect(0).out()).contains("Nothing to do");
        installation.provisioner(event -> {}).lifecycle().undelete(new TenantId("first"), "test", version -> {});
    }

    @Test
    void a_register_from_before_an_upgrade_learns_of_it_again() throws Exception {
        installation.provisioner(event -> {}).create(new TenantId("back"), "Back", "test");
        installation.makeVersion1("back");
        Path backup = folder.resolve("before.backup");
        installation.cli(Map.of(), "system", "backup", "--file", backup.toString()).expect(0);
        assertThat(Files.getPosixFilePermissions(backup)).containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(installation.cli(Map.of(), "upgrade").expect(0).err()).contains("1 upgraded");
        restore(backup, id()).expect(0);
        assertThat(installation.cli(Map.of(), "upgrade").expect(0).err()).contains("1 upgraded");
        assertThat(installation.cli(Map.of(), "upgrade").expect(0).err()).contains("1 up to date, 0 upgraded");
    }

    @Test
    void the_backup_of_another_installation_is_refused() throws Exception {
        OwnInstallation other = OwnInstallation.in(Files.createDirectory(folder.resolve("other")));
        other.init();
        Path backup = folder.resolve("other.backup");
        other.cli(Map.of(), "system", "backup", "--file", backup.toString()).expect(0);
        String otherId = TestInstallation.query(other.system(), "SELECT id FROM installation").get(0);
        assertThat(restore(backup, otherId).expect(1).err()).contains(otherId).contains(id());
        assertThat(installation.cli(Map.of(), "init").expect(0).out()).contains("Nothing to do");
    }

    @Test
    void an_older_system_boundary_is_refused_until_it_is_upgraded() throws Exception {
        installation.provisioner(event -> {}).create(new TenantId("kept"), "Kept", "test");
        for (String sql : List.of("ALTER TABLE tenant_registry DROP COLUMN status_before", "ALTER TABLE tenant_registry DROP COLUMN deleted_at",
                "ALTER TABLE plan DROP COLUMN archive_sha256", "DELETE FROM flyway_schema_history WHERE version = '2'",
                "UPDATE tenant_registry SET schema_version = '1' WHERE is_system")) {
            TestInstallation.execute(installation.system(), sql);
        }
        assertThat(installation.cli(Map.of(), "init").expect(1).err()).contains("docex upgrade");
        assertThat(installation.cli(Map.of(), "upgrade", "--dry-run").expect(0).err()).contains("system boundary: version 1 to 2");
        assertThat(installation.cli(Map.of(), "upgrade").expect(0).err()).contains("system boundary: version 1 to 2").contains("1 up to date");
        assertThat(TestInstallation.query(installation.system(), "SELECT status FROM tenant_registry WHERE tenant_id = 'kept'")).containsExactly("ACTIVE");
        installation.cli(Map.of(), "init").expect(0);
        if (!TestInstallation.onPostgres()) {
            assertThat(Files.exists(installation.home().resolve("storage/_docex_system_/docex.db.before-2"))).isTrue();
        }
    }

    private OwnInstallation.Ran restore(Path backup, String confirm) throws Exception {
        return installation.cli(Map.of(), "system", "restore", "--file", backup.toString(), "--confirm", confirm);
    }

    private String id() throws Exception {
        return TestInstallation.query(installation.system(), "SELECT id FROM installation").get(0);
    }

    private List<List<String>> everything() throws Exception {
        List<List<String>> all = new ArrayList<>();
        for (String table : TABLES) {
            String row = TestInstallation.onPostgres() ? "t::text" : columns(table);
            all.add(TestInstallation.query(installation.system(), "SELECT " + row + " AS r FROM " + table + " t ORDER BY r"));
        }
        return all;
    }

    private String columns(String table) throws Exception {
        return String.join(" || '|' || ", TestInstallation.query(installation.system(), "SELECT name FROM pragma_table_info('" + table + "')")
                .stream().map(name -> "coalesce(" + name + ", '-')").toList());
    }

    private static void damage(Path from, Path to) throws Exception {
        byte[] bytes = Files.readAllBytes(from);
        for (int i = bytes.length / 3; i < bytes.length / 3 + 4000 && i < bytes.length; i++) {
            bytes[i] ^= 0x55;
        }
        Files.write(to, bytes);
    }
}
