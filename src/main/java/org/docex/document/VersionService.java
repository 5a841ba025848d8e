package org.docex.document;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import org.docex.basket.BasketService;
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
import org.docex.storage.StagedBlob;
import org.docex.tenant.Reads;
import org.docex.tenant.Role;
import org.docex.tenant.TenantData;
import org.docex.tenant.TenantService;
import org.docex.tenant.UserContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * The versions of documents' contents, each method a short transaction. The present one stands in the document's row too, and
 * only there when it was written before 3.0 kept it among the versions.
 */
@Stateless
@TenantService
public class VersionService {
    /** Newest first. */
    public static final List<String> ORDERS = List.of("version");

    @Inject
    UserContext context;

    @Inject
    DocumentRepository documents;

    @Inject
    BasketService baskets;

    @Inject
    Event<Change> changes;

    @Inject
    @TenantData
    Supplier<CursorKey> cursorKey;

    /** @throws DocexException {@code NOT_FOUND} */
    @Reads
    public Page<VersionView> list(String documentId, PageRequest request) {
        context.require(Role.READER);
        Document document = documents.required(documentId);
        CursorKey key = cursorKey.get();
        Keyset keyset = Keyset.of("DocumentVersion", documentId, request, key);
        List<VersionView> rows = new ArrayList<>();
        if (request.cursor().isEmpty() && document.hasContent() && documents.version(documentId, document.contentVersion()).isEmpty()) {
            rows.add(present(document).view());
        }
        documents.versions(documentId, keyset, request.limit() + 1).forEach(row -> rows.add(row.view()));
        return Page.cut(rows, request.limit(), last -> key.seal(keyset.query(), List.of(Long.toString(last.version()), "")));
    }

    /** Where the content of a version lies. */
    @Reads
    public Stored locate(String documentId, long version) {
        context.require(Role.READER);
        Document document = documents.required(documentId);
        StoredContent content = version == document.contentVersion() ? document.content()
                : documents.version(documentId, version).map(DocumentVersion::content).orElseThrow(() ->
                        new DocexException(ErrorCode.NOT_FOUND, "The document has no version " + version + "."));
        return new Stored(documentId, document.view().name(), content.checksum(), baskets.get(document.basketId()).storage(), content);
    }

    /** A document that is to get another content; refuses before any byte is read. */
    @Reads
    public Target admit(String documentId, LongConsumer precondition) {
        context.require(Role.USER);
        Document document = documents.required(documentId);
        precondition.accept(document.rowVersion());
        return new Target(documentId, document.view().name(), baskets.get(document.basketId()), Ids.next("fhi_"));
    }

    /**
     * Writes staged content as the next version.
     *
     * @param isTypeGiven whether who sent it named the type
     */
    public Added replace(Target target, StagedBlob staged, String contentType, boolean isTypeGiven, LongConsumer precondition) {
        return next(target, staged, contentType, isTypeGiven, DocumentVersion.Reason.UPDATE, Jsons.PROVIDER.createObjectBuilder(), precondition, added -> {});
    }

    /** As {@link #replace}, of an earlier version. */
    public Added restore(Target target, StagedBlob staged, long version, LongConsumer precondition, Consumer<Added> witness) {
        Document document = documents.required(target.documentId());
        String type = version == document.contentVersion() ? document.content().contentType()
                : documents.version(target.documentId(), version).map(row -> row.content().contentType()).orElse(document.content().contentType());
        return next(target, staged, type, false, DocumentVersion.Reason.RESTORE, Jsons.PROVIDER.createObjectBuilder().add("restored", version), precondition, witness);
    }

    private Added next(
            Target target, StagedBlob staged, String contentType, boolean isTypeGiven, DocumentVersion.Reason reason, JsonObjectBuilder data,
            LongConsumer precondition, Consumer<Added> witness) {
        context.require(Role.USER);
        Document document = documents.required(target.documentId());
        precondition.accept(document.rowVersion());
        StoredContent before = document.content();
        if (document.hasContent() && before.checksum().equals(staged.checksum())) {
            if (!contentType.equals(before.contentType()) && isTypeGiven) {
                document.typed(contentType, context.userId());
                documents.flush();
                changes.fire(Change.ofDocument(ChangeKind.DOCUMENT_UPDATED, document.basketId(), document.id(), Jsons.PROVIDER.createObjectBuilder().add("content_type",
                        Jsons.PROVIDER.createObjectBuilder().add("before", before.contentType()).add("after", contentType)).build()));
            }
            Added same = new Added(document.view(), document.rowVersion(), false);
            witness.accept(same);
            return same;
        }
        if (document.status() != DocumentStatus.DUPLICATE) {
            documents.requireAlone(document, staged.checksum());
        }
        if (document.hasContent() && documents.version(document.id(), document.contentVersion()).isEmpty()) {
            documents.add(present(document));
        }
        StoredContent content = new StoredContent(staged.key(), staged.checksum(), staged.size(), contentType);
        document.becomes(content, context.userId());
        documents.add(new DocumentVersion(target.versionId(), document.id(), document.contentVersion(), content, reason,
                Optional.empty(), context.userId()));
        documents.flush();
        Added added = new Added(document.view(), document.rowVersion(), true);
        witness.accept(added);
        changes.fire(Change.ofDocument(reason == DocumentVersion.Reason.RESTORE ? ChangeKind.CONTENT_RESTORED : ChangeKind.CONTENT_UPDATED,
                document.basketId(), document.id(), data.add("version", document.contentVersion()).add("stored_path", content.key())
                        .add("content_type", contentType).add("size", content.size()).add("checksum", content.checksum())
                        .add("checksum_before", before.checksum()).build()));
        return added;
    }

    /** @throws DocexException {@code DOCUMENT_EXISTS} when a document with these bytes appeared at the same moment */
    @Reads
    public void refuseTwin(Target target, String checksum) {
        documents.requireAlone(documents.required(target.documentId()), checksum);
    }

    /** The present content as a version of its own. */
    private static DocumentVersion present(Document document) {
        DocumentView view = document.view();
        return new DocumentVersion(Ids.next("fhi_"), document.id(), document.contentVersion(), document.content(), DocumentVersion.Reason.ADD,
                Optional.of(view.source()), view.createdBy());
    }
}
