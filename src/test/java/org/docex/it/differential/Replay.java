package org.docex.it.differential;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends the requests of the file one after the other and writes the answers so that two servers' can be compared. */
final class Replay {
    private static final List<String> HEADERS_THAT_MATTER = List.of("content-type", "etag", "location", "content-range",
            "accept-ranges", "repr-digest", "content-disposition", "x-content-type-options", "allow", "www-authenticate", "retry-after",
            "cache-control", "set-cookie");
    private static final Pattern ID = Pattern.compile("(bas|doc|evt|ope|aud)_[0-9a-f]{32}");
    private static final int LONGEST_BODY = 4096;

    private final int port;
    private final Tokens tokens;
    private final Map<String, String> kept = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();

    Replay(int port, Tokens tokens) {
        this.port = port;
        this.tokens = tokens;
    }

    JsonObject answer(Exchange exchange) {
        try {
            byte[] body = exchange.body().orElse("").getBytes(StandardCharsets.ISO_8859_1);
            RawHttp.Answer answer = RawHttp.send(port, head(exchange, (long) body.length * exchange.times()), body, exchange.times(),
                    exchange.line().startsWith("HEAD "));
            exchange.keep().ifPresent(name -> keep(name, new String(answer.body(), StandardCharsets.UTF_8)));
            return comparable(answer);
        } catch (IOException e) {
            return Json.createObjectBuilder().add("status", 0).build();
        }
    }

    private byte[] head(Exchange exchange, long length) {
        StringBuilder head = new StringBuilder(filled(exchange.line())).append("\r\nHost: 127.0.0.1:").append(port).append("\r\n");
        tokens.authorization(exchange.caller()).forEach(value -> head.append("Authorization: ").append(value).append("\r\n"));
        exchange.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (exchange.body().isPresent() && !exchange.headers().containsKey("Content-Length")
                && !exchange.headers().containsKey("Transfer-Encoding")) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        return head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> known : kept.entrySet()) {
            filled = filled.replace("${" + known.getKey() + "}", known.getValue());
        }
        return filled.replaceAll("\\$\\{[a-z_]+}", "nothing-was-kept");
    }

    private void keep(String name, String body) {
        Matcher value = Pattern.compile(name.equals("cursor") ? "\"next\":\"([^\"]+)\"" : "^\\{\"id\":\"([^\"]+)\"").matcher(body);
        kept.remove(name);
        if (value.find()) {
            kept.put(name, value.group(1));
        }
    }

    private JsonObject comparable(RawHttp.Answer answer) {
        JsonObjectBuilder headers = Json.createObjectBuilder();
        HEADERS_THAT_MATTER.stream().filter(answer.headers()::containsKey).forEach(name -> headers.add(name,
                general(name.equals("content-type") ? sorted(answer.headers().get(name)) : answer.headers().get(name))));
        headers.add("x-request-id", answer.headers().getOrDefault("x-request-id", "none").replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "<uuid>"));
        return Json.createObjectBuilder().add("status", answer.status()).add("headers", headers).add("body", body(answer.body())).build();
    }

    /** The order of a type's parameters and the case of a charset mean nothing. */
    private static String sorted(String type) {
        return Stream.of(type.replaceAll("(?i)charset=utf-8", "charset=utf-8").split("\\s*;\\s*")).sorted()
                .collect(Collectors.joining("; "));
    }

    private String body(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException binary) {
            return sha256(bytes);
        }
        if (text.startsWith("# HELP docex_")) {
            return "<metrics>";
        }
        return bytes.length > LONGEST_BODY ? sha256(bytes) : general(text);
    }

    /** Without what differs from run to run and from database to database: ids, times, cursors, places, counts. */
    private String general(String text) {
        return ID.matcher(text.replaceAll("http://127\\.0\\.0\\.1:" + port, "<server>")
                        .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "<time>")
                        .replaceAll("\"next\":\"[^\"]{10,}\"", "\"next\":\"<cursor>\"")
                        .replaceAll("\"request_id\":\"[0-9a-f-]{36}\"", "\"request_id\":\"<uuid>\"")
                        .replaceAll("_[0-9a-f]{4}/([A-Za-z_]+)_[0-9a-f]{6,30}(\\.[a-z]+)?\"", "/$1$2\"")
                        .replaceAll("storage is one of \\[[a-z, ]+]", "storage is one of <storages>")
                        .replaceAll("isolation_strategy is '[a-z]+' on [a-z]+", "isolation_strategy is <strategy>")
                        .replaceAll("\"isolation_strategy\":\"[a-z]+\",\"schema_name\":[^,]+,\"database_path\":[^,]+", "\"place\":\"<place>\"")
                        .replaceAll("\"(open_files|in_use|acquired)\":[0-9]+", "\"$1\":0"))
                .replaceAll(found -> ids.computeIfAbsent(found.group(), id -> "<" + found.group(1) + " " + (ids.size() + 1) + ">"));
    }

    private static String sha256(byte[] bytes) {
        try {
            return bytes.length + " bytes, SHA-256 " + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
