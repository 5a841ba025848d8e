package org.docex.cli;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.docex.cli.client.Query;
import org.docex.cli.client.RestClient;
import org.docex.cli.client.ServerRefusal;
import org.docex.cli.client.Token;
import org.docex.cli.output.Cells;
import org.docex.cli.output.Output;
import org.docex.cli.run.CliException;
import org.docex.cli.run.ExitCode;
import org.docex.config.ConfigLocation;
import org.docex.config.ConfigReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code docex status}: what is wrong, each with its cure. Asks the server; where none answers and an installation is
 * configured here, looks at that itself. Changes nothing.
 */
@Command(name = "status", description = {"Says whether DocEX can work, and what is wrong. Exit code 0 means that nothing is.",
    "A token with the role docex-admin lets the server tell more. Without a server the installation that is configured here is "
            + "looked at."})
final class StatusCommand implements Callable<Integer> {
    @Mixin
    Output output = new Output();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Optional<Token> token = Token.ofEnvironmentIfSet();
        RestClient server;
        try {
            server = RestClient.connect(token);
        } catch (CliException gone) {
            Path file = ConfigLocation.ofThisProcess().toRead();
            if (gone.exit() != ExitCode.UNREACHABLE || !Files.exists(file)) {
                throw gone;
            }
            spec.commandLine().getErr().println("docex: " + gone.getMessage()
                    + " What follows is about the installation of " + file + ", looked at from here.");
            return print("installation", file.toString(), LocalStatus.faults(ConfigReader.read(file)), JsonObject.EMPTY_JSON_OBJECT);
        }
        Set<String> faults = new LinkedHashSet<>(faultsOf(server.health("ready")));
        JsonObject details = JsonObject.EMPTY_JSON_OBJECT;
        if (token.isPresent()) {
            details = details(server);
            details.getJsonArray("errors").getValuesAs(JsonString.class).forEach(error -> faults.add(error.getString()));
        }
        return print("server", server.url().toString(), List.copyOf(faults), details);
    }

    /** What only an operator is told; a server that is not ready may not even be able to look at a token. */
    private JsonObject details(RestClient server) {
        try {
            return server.get(Query.of("admin", "status")).body();
        } catch (ServerRefusal refused) {
            spec.commandLine().getErr().println("docex: " + Cells.printable(String.valueOf(refused.getMessage()))
                    + " What follows is what everybody is told.");
            return Json.createObjectBuilder().add("errors", JsonValue.EMPTY_JSON_ARRAY).build();
        }
    }

    /** What keeps a server from serving, of {@code /health/ready}. */
    static List<String> faultsOf(JsonObject ready) {
        Set<String> faults = new LinkedHashSet<>();
        boolean up = ready.getString("status", "").equals("UP");
        if (ready.containsKey("checks")) {
            ready.getJsonArray("checks").getValuesAs(JsonObject.class).forEach(check -> check.getJsonArray("faults")
                    .getValuesAs(JsonString.class).forEach(fault -> faults.add(fault.getString())));
        }
        if (!up && faults.isEmpty()) {
            faults.add("The server is not ready and does not say why. Look at its log.");
        }
        return List.copyOf(faults);
    }

    private int print(String looked, String at, List<String> faults, JsonObject details) {
        JsonArrayBuilder errors = Json.createArrayBuilder();
        faults.forEach(errors::add);
        JsonObjectBuilder status = Json.createObjectBuilder().add("ok", faults.isEmpty()).add("looked_at", looked).add("at", at)
                .add("errors", errors);
        details.forEach((field, value) -> {
            if (!field.equals("ok") && !field.equals("errors")) {
                status.add(field, value);
            }
        });
        output.print(status.build());
        return (faults.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED).number();
    }
}
