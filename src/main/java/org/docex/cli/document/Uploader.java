package org.docex.cli.document;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.docex.cli.client.Query;
import org.docex.cli.client.Reply;
import org.docex.cli.client.RestClient;
import org.docex.cli.client.ServerRefusal;
import org.docex.cli.files.Digest;
import org.docex.cli.files.LocalFiles;
import org.docex.cli.run.CliException;
import org.docex.cli.run.ExitCode;
import java.io.InputStream;
import java.net.URLConnection;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Adds one document after the other to a basket. Safe for many threads.
 *
 * <ol>
 *   <li>A document with the same bytes and the same source is there already and is not sent.
 *   <li>Metadata of texts goes with the document; any other is set after it. A document that is there already gets the keys
 *       it lacks, so that a run that was cut off can be repeated; what it has is left alone.
 * </ol>
 */
final class Uploader {
    /** Servers refuse addresses of more than 8 KB or so. */
    private static final int LONGEST_PARAMETERS = 4000;

    private final RestClient server;
    private final String basket;
    private final Optional<String> documentType;
    private final JsonObject metadata;
    private final LongConsumer watcher;

    /** @param watcher is told of the bytes that are sent */
    Uploader(RestClient server, String basket, Optional<String> documentType, JsonObject metadata, LongConsumer watcher) {
        this.server = server;
        this.basket = basket;
        this.documentType = documentType;
        this.metadata = metadata;
        this.watcher = watcher;
    }

    /** @param document the server's, with all its fields */
    record Added(JsonObject document, boolean isNew) {}

    Added add(LocalDocument local) {
        long size = LocalFiles.size(LocalFiles.readable(local.file()));
        String checksum = Digest.of(local.file(), bytes -> { }).hex();
        Optional<JsonObject> there = find(checksum, local.source()).filter(this::hasContent);
        if (there.isPresent()) {
            complete(there.get());
            return new Added(there.get(), false);
        }
        return finish(server.upload(query(local.name(), local.source()), LocalFiles.body(local.file(), size, watcher),
                headers(local.name(), Optional.of(checksum))));
    }

    /** Bytes that can be read once only: whether they are there already is found by the server. */
    Added add(InputStream bytes, String name) {
        Digest digest = new Digest(watcher);
        Reply reply = server.upload(query(name, name), BodyPublishers.ofInputStream(() -> digest.through(bytes)),
                headers(name, Optional.empty()));
        if (!digest.hex().equals(reply.body().getString("checksum"))) {
            throw new CliException(ExitCode.REFUSED, "The server stored other bytes than were sent, as document "
                    + reply.body().getString("id") + ". Delete it and send it again.");
        }
        return finish(reply);
    }

    private Added finish(Reply reply) {
        if (!reply.isCreated() || !travelsWithDocument()) {
            complete(reply.body());
        }
        return new Added(reply.body(), reply.isCreated());
    }

    private Optional<JsonObject> find(String checksum, String source) {
        Query query = Query.of("documents").with("basket_id", basket).with("checksum", checksum).with("limit", "1000");
        return server.get(query).body().getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .filter(document -> document.getString("source").equals(source)).findFirst();
    }

    /** A document that was migrated without its content takes it from who sends it. */
    private boolean hasContent(JsonObject document) {
        try {
            server.send("HEAD", Query.of("documents", document.getString("id"), "content"));
            return true;
        } catch (ServerRefusal refused) {
            if (refused.isOfMissing()) {
                return false;
            }
            throw refused;
        }
    }

    private void complete(JsonObject document) {
        if (metadata.isEmpty()) {
            return;
        }
        Query query = Query.of("documents", document.getString("id"), "metadata");
        Reply now = server.get(query);
        JsonObjectBuilder missing = Json.createObjectBuilder(metadata);
        now.body().keySet().forEach(missing::remove);
        JsonObject patch = missing.build();
        if (!patch.isEmpty()) {
            server.send("PATCH", query, patch, "application/merge-patch+json", now.ifMatch());
        }
    }

    private Query query(String name, String source) {
        Query query = Query.of("baskets", basket, "documents").with("name", name).with("source", source)
                .with("document_type", documentType);
        return travelsWithDocument() ? withMetadata(query) : query;
    }

    private boolean travelsWithDocument() {
        return metadata.values().stream().allMatch(JsonString.class::isInstance)
                && withMetadata(Query.of()).text().length() <= LONGEST_PARAMETERS;
    }

    private Query withMetadata(Query start) {
        Query query = start;
        for (Map.Entry<String, JsonValue> entry : metadata.entrySet()) {
            query = query.with("meta." + entry.getKey(), ((JsonString) entry.getValue()).getString());
        }
        return query;
    }

    private static String[] headers(String name, Optional<String> checksum) {
        String type = Optional.ofNullable(URLConnection.guessContentTypeFromName(name)).orElse("application/octet-stream");
        return checksum.map(hex -> new String[] {"Content-Type", type, Digest.HEADER, Digest.header(hex)})
                .orElse(new String[] {"Content-Type", type});
    }
}
