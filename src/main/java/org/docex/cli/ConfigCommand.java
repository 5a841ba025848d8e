package org.docex.cli;

import org.docex.cli.output.Output;
import org.docex.cli.run.CommandGroup;
import org.docex.config.ConfigReader;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code docex config}: the configuration that server and command line would read here. Needs neither of them running. */
@Command(name = "config", description = "The configuration file: DOCEX_CONFIG_PATH, else docex.yaml of DOCEX_HOME, else ./docex.yaml, "
        + "else ~/.docex/config.yaml.")
final class ConfigCommand extends CommandGroup {
    @Command(name = "show", description = {"Prints the configuration with every default filled in.",
        "What came from the environment or another file is shown as it is referred to, never as what it is."})
    int show(@Mixin Output output) {
        output.print(EffectiveConfig.of(ConfigReader.readOfThisProcess()));
        return 0;
    }

    @Command(name = "validate", description = "Says that the configuration is valid, or what to correct in which line.")
    int validate() {
        Path file = ConfigReader.readOfThisProcess().file();
        spec.commandLine().getOut().println(file + " is valid.");
        return 0;
    }
}
