package org.docex.cli.document;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.docex.cli.client.Query;
import org.docex.cli.client.Reply;
import org.docex.cli.client.RestClient;
import org.docex.cli.client.TenantCheck;
import org.docex.cli.output.JsonTexts;
import org.docex.cli.output.Output;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code docex document metadata}: shows the metadata, after a change where one is asked for. */
@Command(name = "metadata", description = "Shows a document's metadata, or changes it and shows what it became.")
final class DocumentMetadataCommand implements Callable<Integer> {
    @Mixin
    TenantCheck tenant = new TenantCheck();

    @Mixin
    DocumentOption document = new DocumentOption();

    @Option(names = "--set", paramLabel = "JSON", description = "Sets these keys and leaves the others.")
    Optional<String> set = Optional.empty();

    @Option(names = "--delete", paramLabel = "KEY", description = "Deletes a key. May be repeated.")
    List<String> delete = List.of();

    @Option(names = "--replace", paramLabel = "JSON", description = "Sets these keys and deletes all others of yours.")
    Optional<String> replace = Optional.empty();

    @Mixin
    Output output = new Output();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (replace.isPresent() && (set.isPresent() || !delete.isEmpty())) {
            throw new ParameterException(spec.commandLine(), "--replace says everything; leave --set and --delete out.");
        }
        Optional<JsonObject> replacement = replace.map(text -> JsonTexts.ofOption("--replace", text));
        JsonObject patch = patch();
        RestClient server = tenant.connect();
        Query query = document.query("metadata");
        Reply now = server.get(query);
        if (replacement.isPresent()) {
            now = server.send("PUT", query, replacement.get(), "application/json", now.ifMatch());
        } else if (!patch.isEmpty()) {
            now = server.send("PATCH", query, patch, "application/merge-patch+json", now.ifMatch());
        }
        output.print(now.body());
        return 0;
    }

    /** RFC 7396: a null deletes. */
    private JsonObject patch() {
        JsonObjectBuilder patch = Json.createObjectBuilder();
        JsonObject values = set.map(text -> JsonTexts.ofOption("--set", text)).orElse(JsonObject.EMPTY_JSON_OBJECT);
        values.forEach(patch::add);
        for (String key : delete) {
            if (values.containsKey(key)) {
                throw new ParameterException(spec.commandLine(), "The key '" + key + "' cannot be set and deleted at once.");
            }
            patch.addNull(key);
        }
        return patch.build();
    }
}
