package org.docex.document;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.http.Digests;
import org.docex.http.MediaTypes;
import org.docex.http.Multipart;
import org.docex.http.QueryParameters;
import org.docex.http.StrictJson;
import org.docex.json.Jsons;
import org.docex.storage.Sha256;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The request that adds a document: its bytes as the body, or a form. */
final class Upload implements DocumentIntake.Sender {
    private final QueryParameters query;
    private final Optional<String> contentType;
    private final long length;
    private final HttpHeaders headers;
    private final InputStream body;
    private Optional<String> fingerprint = Optional.empty();

    /** @param length the one of the body; negative when it was not announced */
    Upload(QueryParameters query, Optional<String> contentType, long length, HttpHeaders headers, InputStream body) {
        this.query = query;
        this.contentType = contentType;
        this.length = length;
        this.headers = headers;
        this.body = body;
    }

    /** Tells this request from another; reads the body to its end when that was not done yet. */
    String fingerprint() {
        if (fingerprint.isEmpty()) {
            send((name, bytes, declared, verifier) -> verifier.accept(Multipart.digestOfAll(new DigestInputStream(bytes, Sha256.digest()))));
        }
        return fingerprint.orElseThrow();
    }

    @Override
    public NewDocument send(DocumentIntake.Reception reception) {
        if (contentType.filter(Multipart::isForm).isPresent()) {
            return form(reception);
        }
        if (contentType.filter(Multipart::isMultipart).isPresent()) {
            throw new DocexException(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "Of bodies in parts only multipart/form-data is taken. Send that, or the bytes themselves as the body.");
        }
        return plain(reception);
    }

    private NewDocument plain(DocumentIntake.Reception reception) {
        String name = query.text("name").orElseThrow(() -> new DocexException(ErrorCode.REQUEST_INVALID,
                "The parameter 'name' is needed: ?name=invoice.pdf"));
        NewDocument facts = facts(name, contentType, Map.of());
        reception.take(name, body, length < 0 ? OptionalLong.empty() : OptionalLong.of(length), checksum -> {
            Digests.check(headers, checksum);
            fingerprint = Optional.of(checksum);
        });
        return facts;
    }

    /** A form's fingerprint is what the form says, for its boundary may be another one each time. */
    private NewDocument form(DocumentIntake.Reception reception) {
        FormContent content = new FormContent();
        DigestInputStream whole = new DigestInputStream(body, Sha256.digest());
        Multipart.read(contentType.orElseThrow(), whole, part -> {
            if (part.name().equals("metadata")) {
                if (content.metadata.isPresent()) {
                    throw new DocexException(ErrorCode.REQUEST_INVALID, "The form has the part 'metadata' twice.");
                }
                content.metadata = Optional.of(StrictJson.read(part.bytes()));
            } else if (part.name().equals("content")) {
                content.take(part, reception);
            } else {
                throw new DocexException(ErrorCode.REQUEST_INVALID, "The part '" + part.name()
                        + "' is not known. A form has the part 'content' and perhaps 'metadata'.");
            }
        });
        if (content.name.isEmpty()) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, "The form has no part 'content'.");
        }
        Digests.check(headers, Multipart.digestOfAll(whole));
        Map<String, JsonValue> metadata = content.metadata.<Map<String, JsonValue>>map(TreeMap::new).orElse(new TreeMap<>());
        fingerprint = Optional.of(Sha256.hex(String.join("\n", content.checksum, content.name.get(), content.type.orElse(""),
                Jsons.PROVIDER.createObjectBuilder(metadata).build().toString())));
        return facts(content.name.get(), content.type, metadata);
    }

    /** The part of a form that holds the bytes. */
    private final class FormContent {
        private Optional<String> name = Optional.empty();
        private Optional<String> type = Optional.empty();
        private Optional<JsonObject> metadata = Optional.empty();
        private String checksum = "";

        void take(Multipart.Part part, DocumentIntake.Reception reception) {
            if (name.isPresent()) {
                throw new DocexException(ErrorCode.REQUEST_INVALID, "The form has the part 'content' twice. Send one document at a time.");
            }
            String given = query.text("name").or(part::fileName).orElseThrow(() -> new DocexException(ErrorCode.REQUEST_INVALID,
                    "The part 'content' has no file name. Give it one, or the parameter 'name'."));
            facts(given, part.contentType(), Map.of());
            name = Optional.of(given);
            type = part.contentType();
            reception.take(given, part.bytes(), OptionalLong.empty(), found -> checksum = found);
        }
    }

    static String typeOf(Optional<String> given) {
        return given.map(MediaTypes::canonical).orElse(MediaType.APPLICATION_OCTET_STREAM);
    }

    private NewDocument facts(String name, Optional<String> type, Map<String, JsonValue> metadata) {
        Map<String, JsonValue> all = new LinkedHashMap<>(metadata);
        query.startingWith("meta.").forEach((key, value) -> all.put(key, Jsons.PROVIDER.createValue(value)));
        return new NewDocument(name, query.text("source").orElse(name), query.text("document_type").orElse("file"), typeOf(type), all);
    }
}
