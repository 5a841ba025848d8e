package org.docex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.docex.cli.run.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What is wrong with a command line is said before anything is tried. */
class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "tenant delete --tenant-id acme | --confirm",
        "tenant delete --tenant-id acme --confirm contoso | --confirm acme",
        "tenant purge --tenant-id acme --confirm contoso --without-archive | --confirm acme",
        "tenant purge --tenant-id acme --confirm acme | --archive",
        "tenant purge --tenant-id acme --confirm acme --archive a --without-archive | mutually exclusive",
        "tenant import --tenant-id acme --file a --sha256 12 | 64 hex digits",
        "tenant list --limit 0 | --limit",
        "tenant journal | --tenant-id",
        "basket show | --basket-id",
        "basket show --basket a --basket-id b | mutually exclusive",
        "document list --basket a --offset 10 | --offset is gone",
        "document search --metadata nothing | one JSON object",
        "document search --metadata {}{} | one JSON object",
        "document count --checksum abc | 64 hex digits",
        "document add --basket a | Name a file",
        "document add --basket a - | --name",
        "document add --basket a - --file x --name y | alone",
        "document add --basket a x y --name z | --name is the name of one file",
        "document add --basket a src --name z | --name is the name of one file",
        "document add --basket a x --parallel 65 | --parallel",
        "document add --basket a x --metadata [1] | one JSON object",
        "document metadata --document-id d --replace {} --set {} | --replace",
        "document metadata --document-id d --replace {} --delete k | --replace",
        "document metadata --document-id d --set {\"k\":1} --delete k | at once",
        "document get | --document-id",
        "config | Name a command",
        "nonsense | nonsense"})
    void refuses_what_cannot_be_meant(String arguments, String told) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).startsWith("docex: ").contains(told);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"init", "config", "status", "tenant", "basket", "document", "token", "completion"})
    void every_command_explains_itself(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: docex " + command);
    }

    @Test
    void help_names_every_exit_code() {
        run("--help");
        assertThat(Stream.of(ExitCode.values()).map(ExitCode::number).map(number -> "\n  " + number + "   "))
                .allMatch(out.toString()::contains);
    }

    @Test
    void every_command_that_prints_data_knows_the_formats() {
        assertThat(all(Docex.commandLine()).filter(command -> command.getSubcommands().isEmpty())
                .filter(command -> command.getCommandSpec().findOption("--output") == null)
                .map(command -> command.getCommandSpec().qualifiedName(" ")))
                .containsExactlyInAnyOrder("docex init", "docex token issue", "docex completion", "docex config validate",
                        "docex basket delete", "docex document delete", "docex document content");
    }

    @Test
    void no_option_takes_a_secret() {
        List<String> options = all(Docex.commandLine()).flatMap(command -> command.getCommandSpec().options().stream())
                .map(OptionSpec::longestName).toList();
        assertThat(options).isNotEmpty().noneMatch(name -> name.matches(".*(token|password|secret|key).*") && !name.equals("--local-key"));
    }

    @Test
    void completion_knows_the_commands() {
        assertThat(run("completion")).isZero();
        assertThat(out.toString()).startsWith("#!/usr/bin/env bash").contains("purge").contains("--without-archive");
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(Stream.of(command), command.getSubcommands().values().stream().flatMap(CommandLineTest::all));
    }

    private int run(String... arguments) {
        return Docex.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
