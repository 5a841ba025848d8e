package org.docex.cli;

import org.docex.cli.run.CliException;
import org.docex.cli.run.CommandGroup;
import org.docex.cli.run.ExitCode;
import org.docex.cli.output.Output;
import org.docex.cli.files.LocalFiles;
import org.docex.cli.files.Digest;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import org.docex.config.ConfigReader;
import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Postgres;
import org.docex.tenant.provisioning.SystemFileBackup;
import org.docex.transfer.SystemBackup;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code docex system}: the backup of what an installation knows of its tenants. Works on the installation itself. */
@Command(name = "system", description = "Backup of the system boundary: register, journal, administrators' audit, the installation's "
        + "secret. Tenants' own data is saved by 'docex tenant export'.")
final class SystemCommand extends CommandGroup {
    @Command(name = "backup", description = "Writes a new file; a server may go on meanwhile.")
    int backup(
            @Option(names = "--file", required = true, paramLabel = "FILE", description = "The backup; must not exist. Keep it secret.")
                    Path file,
            @Mixin Output output) {
        DocexConfig config = ConfigReader.readOfThisProcess();
        if (config.database() instanceof Postgres) {
            new SystemBackup(config, SystemConnection.of(config)).write(file);
        } else {
            new SystemFileBackup(config).write(file);
        }
        output.print(Json.createObjectBuilder().add("file", file.toString()).add("sha256", Digest.of(file, bytes -> {}).hex())
                .add("size", LocalFiles.size(file)).build());
        return 0;
    }

    @Command(name = "restore", description = {"Puts a backup back. Stop every server first.",
        "Tenants made since the backup are then in no register; their boundaries stay and are never adopted."})
    int restore(
            @Option(names = "--file", required = true, paramLabel = "FILE", description = "The backup.") Path file,
            @Option(names = "--confirm", required = true, paramLabel = "ID", description = "The installation's id.") String confirm,
            @Option(names = "--sha256", paramLabel = "HEX", description = "Nothing is changed unless the backup has it.") Optional<String> sha256,
            @Mixin Output output) {
        DocexConfig config = ConfigReader.readOfThisProcess();
        LocalFiles.readable(file);
        String found = Digest.of(file, bytes -> {}).hex();
        if (sha256.map(hex -> Digest.ofOption("--sha256", hex)).filter(hex -> !hex.equals(found)).isPresent()) {
            throw new CliException(ExitCode.REFUSED, "The backup " + file + " has the SHA-256 " + found
                    + ", not the one of --sha256; nothing was changed. Take the file that was written, or correct --sha256.");
        }
        JsonObjectBuilder done = Json.createObjectBuilder().add("restored", file.toString());
        try (SystemAlone alone = SystemAlone.of(config)) {
            if (config.database() instanceof Postgres) {
                new SystemBackup(config, SystemConnection.of(config)).restore(file, confirm);
            } else {
                new SystemFileBackup(config).restore(file, confirm).ifPresent(kept -> done.add("kept", kept.toString()));
            }
        }
        output.print(done.build());
        return 0;
    }
}
