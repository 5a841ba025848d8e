package org.docex.document;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.docex.basket.BasketService;
import org.docex.basket.BasketView;
import org.docex.change.Change;
import org.docex.change.ChangeKind;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.json.Jsons;
import org.docex.paging.CursorKey;
import org.docex.paging.Ids;
import org.docex.paging.Keyset;
import org.docex.paging.Page;
import org.docex.paging.PageRequest;
import org.docex.paging.SortableTime;
import org.docex.storage.Sha256;
import org.docex.storage.StagedBlob;
import org.docex.storage.TenantStorage;
import org.docex.tenant.Reads;
import org.docex.tenant.Role;
import org.docex.tenant.TenantData;
import org.docex.tenant.TenantService;
import org.docex.tenant.UserContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The documents of the current tenant, each method a short transaction. Content comes in through {@link DocumentIntake}. */
@Stateless
@TenantService
public class DocumentService {
    /** The fields a list can be ordered by; the first is the default. */
    public static final List<String> ORDERS = List.of("created_at", "updated_at", "name", "size");

    /** What a migration wrote of a document whose content it did not find. */
    private static final Set<String> MARKS_OF_MISSING = Set.of("v2_content_missing", "v2_path");

    private static final Set<String> MARKS_OF_DUPLICATE = Set.of(MetadataKey.DUPLICATE_OF.key(), MetadataKey.MARKED_AS_DUPLICATE_AT.key());

    @Inject
    UserContext context;

    @Inject
    DocumentRepository documents;

    @Inject
    BasketService baskets;

    @Inject
    TenantStorage storage;

    @Inject
    Event<Change> changes;

    @Inject
    @TenantData
    Supplier<CursorKey> cursorKey;

    /** The basket of a document to come; refuses before any byte is read. */
    @Reads
    public BasketView admit(String basketId) {
        context.require(Role.USER);
        return baskets.open(basketId);
    }

    /**
     * Writes the rows of staged content; where the same is there already, only that it came again.
     *
     * @param contentType known by now
     * @param witness told the answer within the transaction
     */
    public Added add(BasketView basket, String id, NewDocument facts, StagedBlob staged, String contentType, Consumer<Added> witness) {
        context.require(Role.USER);
        baskets.open(basket.id());
        Optional<Document> existing = documents.findLive(basket.id(), staged.checksum(), facts.sourceDigest());
        if (existing.isPresent()) {
            if (!existing.get().hasContent()) {
                bringBack(existing.get(), staged);
            }
            return refused(existing.get(), facts, witness);
        }
        StoredContent content = new StoredContent(staged.key(), staged.checksum(), staged.size(), contentType);
        Document document = new Document(id, basket.id(), facts, content, context.userId());
        documents.add(document);
        facts.metadata().forEach((key, value) ->
                documents.add(new DocumentMetadata(id, key, value.toString(), false, context.userId())));
        facts.systemMetadata().forEach((key, value) -> {
            if (!facts.metadata().containsKey(key)) {
                documents.add(new DocumentMetadata(id, key, value.toString(), true, context.userId()));
            }
        });
        documents.add(new DocumentVersion(Ids.next("fhi_"), id, 1, content, DocumentVersion.Reason.ADD, Optional.of(facts.source()), context.userId()));
        documents.flush();
        Added added = new Added(document.view(), document.rowVersion(), true);
        witness.accept(added);
        changes.fire(Change.ofDocument(ChangeKind.DOCUMENT_ADDED, basket.id(), id, Jsons.PROVIDER.createObjectBuilder().add("name", facts.name())
                .add("source", facts.source()).add("stored_path", content.key()).add("document_type", facts.documentType())
                .add("content_type", content.contentType()).add("size", content.size()).add("checksum", content.checksum()).build()));
        return added;
    }

    /**
     * Writes that the same bytes from the same source came again.
     *
     * @return the document that is there; empty when there is none
     */
    public Optional<Added> refuseDuplicate(String basketId, NewDocument facts, String checksum, Consumer<Added> witness) {
        context.require(Role.USER);
        return documents.findLive(basketId, checksum, facts.sourceDigest()).map(found -> refused(found, facts, witness));
    }

    private Added refused(Document existing, NewDocument facts, Consumer<Added> witness) {
        Added answer = new Added(existing.view(), existing.rowVersion(), false);
        witness.accept(answer);
        changes.fire(Change.ofDocument(ChangeKind.DUPLICATE, existing.basketId(), existing.id(),
                Jsons.PROVIDER.createObjectBuilder().add("source", facts.source()).build()));
        return answer;
    }

    /**
     * Gives a document its present content again, which the storage has lost or damaged.
     *
     * @throws DocexException {@code CHANGED_MEANWHILE} when it has another content by now
     */
    public Added bringBack(String id, StagedBlob staged) {
        context.require(Role.USER);
        Document document = documents.required(id);
        StoredContent before = document.content();
        if (!before.checksum().equals(staged.checksum())) {
            throw new DocexException(ErrorCode.CHANGED_MEANWHILE, "The document got another content at the same moment. Look at it, or repeat the call.");
        }
        bringBack(document, staged);
        if (!before.key().equals(document.content().key())) {
            storage.deleteWithTransaction(baskets.get(document.basketId()).storage(), Set.of(before.key()));
        }
        changes.fire(Change.ofDocument(ChangeKind.CONTENT_RESTORED, document.basketId(), id, Jsons.PROVIDER.createObjectBuilder()
                .add("version", document.contentVersion()).add("checksum", staged.checksum()).add("was", "lost or damaged in the storage").build()));
        return new Added(document.view(), document.rowVersion(), false);
    }

    /** A document without its content gets it, and loses the marks of a migration that said so. */
    private void bringBack(Document document, StagedBlob staged) {
        StoredContent content = new StoredContent(staged.key(), staged.checksum(), staged.size(), document.content().contentType());
        document.foundAgain(content, context.userId());
        documents.version(document.id(), document.contentVersion()).ifPresent(row -> row.foundAt(content.key()));
        documents.metadata(document.id()).stream().filter(row -> row.isSystem() && MARKS_OF_MISSING.contains(row.key())).forEach(documents::remove);
        documents.flush();
    }

    /** The live document of the same bytes from the same source in this basket. */
    @Reads
    public Optional<Added> findDuplicate(String basketId, String source, String checksum) {
        context.require(Role.READER);
        return documents.findLive(basketId, checksum, Sha256.hex(source)).map(found -> new Added(found.view(), found.rowVersion(), false));
    }

    /** @throws DocexException {@code NOT_FOUND} */
    @Reads
    public Page<DocumentView> list(String basketId, PageRequest request) {
        requireBasket(basketId);
        return search(DocumentSearch.inBasket(basketId), request);
    }

    /** @throws DocexException {@code NOT_FOUND} */
    @Reads
    public void requireBasket(String basketId) {
        context.require(Role.READER);
        baskets.get(basketId);
    }

    /** A page of the documents that a search finds. */
    @Reads
    public Page<DocumentView> search(DocumentSearch search, PageRequest request) {
        context.require(Role.READER);
        CursorKey key = cursorKey.get();
        Keyset keyset = Keyset.of("Document", search.scope(), request, key);
        List<DocumentView> rows = documents.search(search, keyset, request.limit() + 1).stream().map(Document::view).toList();
        return Page.cut(rows, request.limit(), last -> key.seal(keyset.query(), List.of(switch (request.orderBy()) {
            case "name" -> last.name();
            case "size" -> Long.toString(last.size());
            case "updated_at" -> SortableTime.format(last.updatedAt());
            default -> SortableTime.format(last.createdAt());
        }, last.id())));
    }

    /** How many documents a search finds. */
    @Reads
    public long count(DocumentSearch search) {
        context.require(Role.READER);
        return documents.count(search);
    }

    /** @throws DocexException {@code NOT_FOUND} */
    @Reads
    public Added get(String id) {
        context.require(Role.READER);
        Document document = documents.required(id);
        return new Added(document.view(), document.rowVersion(), false);
    }

    /** Where the content lies; it is opened after this transaction. */
    @Reads
    public Stored locate(String id) {
        context.require(Role.READER);
        Document document = documents.required(id);
        return new Stored(id, document.view().name(), Long.toString(document.rowVersion()), baskets.get(document.basketId()).storage(), document.content());
    }

    /**
     * Changes facts.
     *
     * @param precondition told the row version; throws when it is not the expected one
     * @throws DocexException {@code NOT_FOUND}, {@code DOCUMENT_STATUS}, {@code DOCUMENT_EXISTS} when a duplicate would be live again
     *     beside its original
     */
    public Added update(String id, DocumentPatch patch, LongConsumer precondition) {
        context.require(Role.USER);
        Document document = documents.required(id);
        precondition.accept(document.rowVersion());
        DocumentView before = document.view();
        if (document.status() != DocumentStatus.DUPLICATE && patch.status().filter(to -> to == DocumentStatus.DUPLICATE).isPresent()) {
            throw new DocexException(ErrorCode.DOCUMENT_STATUS, "A duplicate names its original: POST /documents/{id}/duplicate.");
        }
        boolean livesAgain = document.status() == DocumentStatus.DUPLICATE && patch.status().filter(to -> to != DocumentStatus.DUPLICATE).isPresent();
        if (livesAgain) {
            documents.requireAlone(document, document.content().checksum());
            documents.metadata(id).stream().filter(row -> row.isSystem() && MARKS_OF_DUPLICATE.contains(row.key())).forEach(documents::remove);
        }
        document.become(patch, context.userId());
        documents.flush();
        changes.fire(Change.ofDocument(ChangeKind.DOCUMENT_UPDATED, document.basketId(), id, patch.differences(before, document.view())));
        return new Added(document.view(), document.rowVersion(), false);
    }

    /**
     * Marks a document as the duplicate of another of its basket.
     *
     * @param precondition told the row version; throws when it is not the expected one
     * @throws DocexException {@code NOT_FOUND}, {@code REQUEST_INVALID} for an original that is none, {@code DOCUMENT_STATUS}
     */
    public Added markDuplicate(String id, String originalId, LongConsumer precondition) {
        context.require(Role.USER);
        Document document = documents.required(id);
        precondition.accept(document.rowVersion());
        Document original = documents.find(originalId).filter(found -> found.basketId().equals(document.basketId()))
                .orElseThrow(() -> new DocexException(ErrorCode.REQUEST_INVALID, "original_document_id names no document of the same basket."));
        if (originalId.equals(id) || original.status() == DocumentStatus.DUPLICATE) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, "A document is no duplicate of itself or of a duplicate. Name the original.");
        }
        document.become(new DocumentPatch(Optional.empty(), Optional.empty(), Optional.of(DocumentStatus.DUPLICATE)), context.userId());
        Map<String, DocumentMetadata> rows = new HashMap<>();
        documents.metadata(id).forEach(row -> rows.put(row.key(), row));
        Map.of(MetadataKey.DUPLICATE_OF, originalId, MetadataKey.MARKED_AS_DUPLICATE_AT, SortableTime.format(SortableTime.now())).forEach((key, value) -> {
            String json = Jsons.PROVIDER.createValue(value).toString();
            if (rows.containsKey(key.key())) {
                rows.get(key.key()).become(json, context.userId());
            } else {
                documents.add(new DocumentMetadata(id, key.key(), json, true, context.userId()));
            }
        });
        documents.flush();
        changes.fire(Change.ofDocument(ChangeKind.DUPLICATE_DETECTED, document.basketId(), id,
                Jsons.PROVIDER.createObjectBuilder().add("original_document_id", originalId).build()));
        return new Added(document.view(), document.rowVersion(), false);
    }

    /** Writes that stored content was found altered; the row stays as it is. */
    public void reportDamage(String id, String what) {
        documents.find(id).ifPresent(document -> changes.fire(Change.ofDocument(ChangeKind.INTEGRITY_FAILED, document.basketId(), id,
                Jsons.PROVIDER.createObjectBuilder().add("found", what).build())));
    }

    /**
     * Removes the rows, and the contents of all versions once they are gone for good.
     *
     * @param precondition told the row version; throws when it is not the expected one
     */
    public void delete(String id, LongConsumer precondition) {
        context.require(Role.USER);
        Document document = documents.required(id);
        precondition.accept(document.rowVersion());
        Set<String> places = new HashSet<>(documents.placesOfVersions(id));
        places.add(document.content().key());
        storage.deleteWithTransaction(baskets.get(document.basketId()).storage(), places);
        documents.remove(document);
        documents.flush();
        changes.fire(Change.ofDocument(ChangeKind.DOCUMENT_DELETED, document.basketId(), id, Jsons.PROVIDER.createObjectBuilder()
                .add("name", document.view().name()).add("checksum", document.view().checksum()).build()));
    }
}
