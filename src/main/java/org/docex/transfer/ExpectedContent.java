package org.docex.transfer;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which content an archive must hold, by the rows in it: the one of each document and of each of its versions, in the order of
 * documents and versions. Rows are read side by side, so that memory does not grow with them.
 */
final class ExpectedContent implements Iterator<BlobRef> {
    private static final int LONGEST_NAME = 255;

    private final Iterator<JsonObject> documents;
    private final Iterator<JsonObject> versions;
    private final Function<String, Optional<String>> storageOfBasket;
    private final Iterator<BlobRef> none = List.<BlobRef>of().iterator();
    private Iterator<BlobRef> current = none;
    private @Nullable JsonObject nextVersion;

    /**
     * @param documents rows of {@code document}, by id
     * @param versions rows of {@code file_history}, by document and version
     */
    ExpectedContent(
            Iterator<JsonObject> documents, Iterator<JsonObject> versions, Function<String, Optional<String>> storageOfBasket) {
        this.documents = documents;
        this.versions = versions;
        this.storageOfBasket = storageOfBasket;
        this.nextVersion = versions.hasNext() ? versions.next() : null;
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext() && documents.hasNext()) {
            current = of(documents.next());
        }
        if (!current.hasNext() && nextVersion != null) {
            throw Archive.invalid("file_history names the document '" + nextVersion.getString("document_id") + "', which is not there.");
        }
        return current.hasNext();
    }

    @Override
    public BlobRef next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return current.next();
    }

    private Iterator<BlobRef> of(JsonObject document) {
        String id = document.getString("id");
        String storage = storageOfBasket.apply(document.getString("basket_id")).orElseThrow(() -> Archive.invalid(
                "the document '" + id + "' is in the basket '" + document.getString("basket_id") + "', which is not there."));
        List<BlobRef> refs = new ArrayList<>();
        add(refs, id, document.getJsonNumber("content_version").longValueExact(), storage, document.getString("path"), document);
        while (nextVersion != null && nextVersion.getString("document_id").compareTo(id) <= 0) {
            JsonObject version = nextVersion;
            if (!version.getString("document_id").equals(id)) {
                throw Archive.invalid("file_history names the document '" + version.getString("document_id") + "', which is not there.");
            }
            add(refs, id, version.getJsonNumber("version").longValueExact(), storage, version.getString("internal_path"), version);
            nextVersion = versions.hasNext() ? versions.next() : null;
        }
        refs.sort(Comparator.comparingLong(ref -> Long.parseLong(ref.name().substring(ref.name().lastIndexOf('/') + 1))));
        return refs.iterator();
    }

    /** A row without a place says that its content was missing already when it was migrated. */
    private static void add(List<BlobRef> refs, String id, long version, String storage, String key, JsonObject row) {
        if (!id.matches("[A-Za-z0-9_-]{1,36}") || version < 1) {
            throw Archive.invalid("'" + id + "' is no id, or " + version + " no version.");
        }
        if (key.isEmpty()) {
            return;
        }
        BlobRef ref = new BlobRef(Archive.content(id, version), storage, key, row.getString("checksum"),
                row.getJsonNumber("size").longValueExact());
        if (!isKey(key)) {
            throw Archive.invalid("the document '" + id + "' names a place outside its tenant: '" + key + "'.");
        }
        if (refs.stream().noneMatch(ref::equals)) {
            refs.add(ref);
        }
    }

    /** A key below an area, and not among what is on its way there. */
    private static boolean isKey(String key) {
        for (String segment : key.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || segment.startsWith(".staging")
                    || segment.chars().anyMatch(Character::isISOControl) || segment.indexOf('\\') >= 0
                    || segment.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                return false;
            }
        }
        return true;
    }
}
