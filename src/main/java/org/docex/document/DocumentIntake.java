package org.docex.document;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.docex.basket.BasketView;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.paging.Ids;
import org.docex.storage.BlobStore;
import org.docex.storage.ContentPlace;
import org.docex.storage.StagedBlob;
import org.docex.storage.TenantStorage;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * The way of content into a basket: admitted, staged while no transaction is open, then written in a short one. Of several
 * at once with the same bytes and source one wins; the others answer with its document from a transaction of their own. A
 * basket that went meanwhile is one that does not exist.
 *
 * <p>A transaction of the caller is suspended: what was added stays, whatever becomes of it. And this is no EJB, because a
 * server that stops would wait for an EJB's slowest upload.
 */
@ApplicationScoped
@Transactional(TxType.NOT_SUPPORTED)
public class DocumentIntake {
    @Inject
    DocumentService documents;

    @Inject
    VersionService versions;

    @Inject
    ContentVerifier contents;

    @Inject
    TenantStorage storage;

    /** Takes the bytes of one document while its sender is read; called once. */
    @FunctionalInterface
    public interface Reception {
        /**
         * @param name of the document
         * @param declared the length the sender announced
         * @param verifier told the SHA-256 of what arrived; throws when something else was announced
         */
        void take(String name, InputStream bytes, OptionalLong declared, Consumer<String> verifier);
    }

    /** Who sends a document: gives its bytes to the reception, and its facts when it has read all. */
    @FunctionalInterface
    public interface Sender {
        NewDocument send(Reception reception);
    }

    /**
     * Adds a document. When it returns, bytes and rows are durable.
     *
     * @param declared the length the sender announced
     * @param verifier told the SHA-256 of what arrived; throws when something else was announced
     * @throws DocexException {@code NOT_FOUND} for the basket, {@code BASKET_INACTIVE}, what {@link TenantStorage#stage} refuses;
     *     nothing is left then
     */
    public Added add(
            String basketId, NewDocument facts, InputStream bytes, OptionalLong declared, Consumer<String> verifier) {
        return add(basketId, reception -> {
            reception.take(facts.name(), bytes, declared, verifier);
            return facts;
        }, added -> {});
    }

    /**
     * As {@link #add(String, NewDocument, InputStream, OptionalLong, Consumer)}.
     *
     * @param witness told the answer within the transaction; throwing undoes it
     */
    public Added add(String basketId, Sender sender, Consumer<Added> witness) {
        BasketView basket = documents.admit(basketId);
        String id = Ids.next("doc_");
        AtomicReference<StagedBlob> taken = new AtomicReference<>();
        try {
            NewDocument facts = sender.send((name, bytes, declared, verifier) -> {
                StagedBlob staged = storage.stage(basket.storage(), new ContentPlace(basket.name(), basket.id(), name, id), bytes, declared);
                taken.set(staged);
                verifier.accept(staged.checksum());
            });
            StagedBlob staged = Objects.requireNonNull(taken.get(), "the sender gave no bytes");
            return whole(add(basket, id, facts, staged, witness), basket, staged);
        } finally {
            Optional.ofNullable(taken.get()).ifPresent(StagedBlob::close);
        }
    }

    /** Bytes that are there already are looked at before anybody is told so: who sends what was lost or damaged brings it back. */
    private Added whole(Added answer, BasketView basket, StagedBlob staged) {
        if (answer.isNew()) {
            contents.written(basket.storage(), staged);
            return answer;
        }
        try {
            ContentVerifier.close(contents.open(documents.locate(answer.document().id())));
            return answer;
        } catch (DocexException lost) {
            if (lost.code() != ErrorCode.CONTENT_MISSING && lost.code() != ErrorCode.INTEGRITY) {
                throw lost;
            }
            return documents.bringBack(answer.document().id(), staged);
        }
    }

    private Added add(BasketView basket, String id, NewDocument facts, StagedBlob staged, Consumer<Added> witness) {
        try {
            String type = ContentTypes.of(facts.contentType(), facts.name(), staged.head());
            staged.publish();
            return documents.add(basket, id, facts, staged, type, witness);
        } catch (EJBException | DocexException lost) {
            refuseOther(lost);
            documents.admit(basket.id());
            return documents.refuseDuplicate(basket.id(), facts, staged.checksum(), witness).orElseThrow(() -> lost);
        }
    }

    /**
     * Gives a document another content, which becomes its next version. The same bytes as before change nothing.
     *
     * @param contentType a media type; {@code application/octet-stream} says nothing, then bytes and name tell it
     * @param precondition told the row version, before the bytes are read and again when they are; throws when it is not the
     *     expected one
     * @throws DocexException {@code NOT_FOUND}, {@code DOCUMENT_EXISTS} when another live document of the basket has these bytes
     *     from the same source, what {@link TenantStorage#stage} refuses; nothing is left then
     */
    public Added replace(
            String documentId, String contentType, InputStream bytes, OptionalLong declared, Consumer<String> verifier,
            LongConsumer precondition) {
        Target target = versions.admit(documentId, precondition);
        return next(target, bytes, declared, verifier, staged -> versions.replace(target, staged,
                ContentTypes.of(contentType, target.documentName(), staged.head()), !contentType.equals(ContentTypes.UNKNOWN), precondition));
    }

    /**
     * Gives a document the content of an earlier version again, as its next version, which has bytes of its own.
     *
     * @param precondition told the row version, before the bytes are read and again when they are
     * @param witness told the answer within the transaction
     * @throws DocexException {@code NOT_FOUND}, {@code CONTENT_MISSING}, {@code INTEGRITY}, {@code DOCUMENT_EXISTS}
     */
    public Added restore(String documentId, long version, LongConsumer precondition, Consumer<Added> witness) {
        Target target = versions.admit(documentId, precondition);
        StoredContent before = versions.locate(documentId, version).content();
        try (BlobStore.Blob blob = storage.open(target.basket().storage(), before.key()); InputStream bytes = new StoredStream(blob.from(0))) {
            Consumer<String> verifier = checksum -> {
                if (!checksum.equals(before.checksum())) {
                    documents.reportDamage(documentId, "version " + version + " has other bytes than were recorded");
                    throw Damage.found();
                }
            };
            return next(target, bytes, OptionalLong.empty(), verifier, staged -> versions.restore(target, staged, version, precondition, witness));
        } catch (IOException e) {
            throw new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "The storage does not answer. Repeat the call.", e);
        }
    }

    private Added next(Target target, InputStream bytes, OptionalLong declared, Consumer<String> verifier, Function<StagedBlob, Added> write) {
        ContentPlace place = new ContentPlace(target.basket().name(), target.basket().id(), target.documentName(), target.versionId());
        try (StagedBlob staged = storage.stage(target.basket().storage(), place, bytes, declared)) {
            verifier.accept(staged.checksum());
            staged.publish();
            try {
                return whole(write.apply(staged), target.basket(), staged);
            } catch (EJBException | DocexException lost) {
                refuseOther(lost);
                versions.refuseTwin(target, staged.checksum());
                throw lost;
            }
        }
    }

    /** Only who lost a race is answered another way. */
    private static void refuseOther(RuntimeException lost) {
        if (lost instanceof DocexException refusal && refusal.code() != ErrorCode.CHANGED_MEANWHILE) {
            throw refusal;
        }
    }

    /** Content of a storage: what fails here is no fault of a sender. */
    private static final class StoredStream extends FilterInputStream {
        StoredStream(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            try {
                return super.read(buffer, offset, length);
            } catch (IOException e) {
                throw ContentVerifier.unavailable(e);
            }
        }
    }
}
