package org.docex.document;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.docex.basket.BasketService;
import org.docex.basket.BasketView;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.paging.CursorKey;
import org.docex.paging.Keyset;
import org.docex.paging.Page;
import org.docex.paging.PageRequest;
import org.docex.paging.SortableTime;
import org.docex.storage.StagedBlob;
import org.docex.storage.TenantStorage;
import org.docex.tenant.Reads;
import org.docex.tenant.Role;
import org.docex.tenant.TenantData;
import org.docex.tenant.TenantService;
import org.docex.tenant.UserContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The documents of the current tenant, each method a short transaction. Content comes in through {@link DocumentIntake}. */
@Stateless
@TenantService
public class DocumentService {
    /** The fields a list can be ordered by; the first is the default. */
    public static final List<String> ORDERS = List.of("created_at", "name");

    /** What a migration wrote of a document whose content it did not find. */
    private static final Set<String> MARKS_OF_MISSING = Set.of("v2_content_missing", "v2_path");

    @Inject
    UserContext context;

    @Inject
    DocumentRepository documents;

    @Inject
    BasketService baskets;

    @Inject
    TenantStorage storage;

    @Inject
    @TenantData
    Supplier<CursorKey> cursorKey;

    /** The basket of a document to come; refuses before any byte is read. */
    @Reads
    public BasketView admit(String basketId) {
        context.require(Role.USER);
        return baskets.get(basketId);
    }

    /** Writes the rows of staged content and publishes it with them. */
    public Added add(String basketId, NewDocument facts, StagedBlob staged) {
        context.require(Role.USER);
        BasketView basket = baskets.get(basketId);
        Optional<Document> existing = documents.findLive(basketId, staged.checksum(), facts.sourceDigest());
        if (existing.isPresent()) {
            if (!existing.get().hasContent()) {
                bringBack(existing.get(), basket, staged);
            }
            return new Added(existing.get().view(), existing.get().rowVersion(), false);
        }
        Document document = new Document(basketId, facts, staged.checksum(), staged.size(), context.userId());
        document.storedAt(storage.publish(
                basket.storage(), staged, basket.name(), basket.id(), facts.name(), document.id()));
        List<DocumentMetadata> rows = new ArrayList<>();
        facts.metadata().forEach((key, value) ->
                rows.add(new DocumentMetadata(document.id(), key, value.toString(), false, context.userId())));
        facts.systemMetadata().forEach((key, value) -> {
            if (!facts.metadata().containsKey(key)) {
                rows.add(new DocumentMetadata(document.id(), key, value.toString(), true, context.userId()));
            }
        });
        documents.add(document, rows);
        return new Added(document.view(), document.rowVersion(), true);
    }

    /** A document that was migrated without its content gets it, and loses the marks that said so. */
    private void bringBack(Document document, BasketView basket, StagedBlob staged) {
        document.foundAgain(storage.publish(basket.storage(), staged, basket.name(), basket.id(), document.view().name(), document.id()),
                staged.size(), context.userId());
        documents.metadata(document.id()).stream().filter(row -> row.isSystem() && MARKS_OF_MISSING.contains(row.key())).forEach(documents::remove);
        documents.flush();
    }

    /** The live document of the same bytes from the same source in this basket. */
    @Reads
    public Optional<Added> findDuplicate(String basketId, NewDocument facts, String checksum) {
        context.require(Role.READER);
        return documents.findLive(basketId, checksum, facts.sourceDigest())
                .map(found -> new Added(found.view(), found.rowVersion(), false));
    }

    /** @throws DocexException {@code NOT_FOUND} */
    @Reads
    public Page<DocumentView> list(String basketId, PageRequest request) {
        context.require(Role.READER);
        baskets.get(basketId);
        CursorKey key = cursorKey.get();
        Keyset keyset = Keyset.of("Document", basketId, request, key);
        return page(documents.list(basketId, keyset, request.limit() + 1), keyset, key);
    }

    /** A page of the documents of all baskets that a search finds. */
    @Reads
    public Page<DocumentView> search(DocumentSearch search, PageRequest request) {
        context.require(Role.READER);
        CursorKey key = cursorKey.get();
        Keyset keyset = Keyset.of("Document.search", search.scope(), request, key);
        return page(documents.search(search, keyset, request.limit() + 1), keyset, key);
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
        Document document = required(id);
        return new Added(document.view(), document.rowVersion(), false);
    }

    /** Where the content lies; it is opened after this transaction. */
    @Reads
    public Stored locate(String id) {
        context.require(Role.READER);
        Document document = required(id);
        return new Stored(document.view(), document.rowVersion(), baskets.get(document.basketId()).storage(), document.path());
    }

    /**
     * Removes the rows, and the content once they are gone for good.
     *
     * @param precondition told the row version; throws when it is not the expected one
     */
    public void delete(String id, LongConsumer precondition) {
        context.require(Role.USER);
        Document document = required(id);
        precondition.accept(document.rowVersion());
        String stored = baskets.get(document.basketId()).storage();
        storage.deleteWithTransaction(stored, document.path());
        documents.placesOfVersions(id).forEach(place -> storage.deleteWithTransaction(stored, place));
        documents.remove(document);
        documents.flush();
    }

    private static Page<DocumentView> page(List<Document> rows, Keyset keyset, CursorKey key) {
        PageRequest request = keyset.request();
        return Page.cut(rows.stream().map(Document::view).toList(), request.limit(),
                last -> key.seal(keyset.query(), List.of(request.orderBy().equals("name")
                        ? last.name() : SortableTime.format(last.createdAt()), last.id())));
    }

    private Document required(String id) {
        return documents.find(id).orElseThrow(() -> new DocexException(ErrorCode.NOT_FOUND, "There is no such document."));
    }
}
