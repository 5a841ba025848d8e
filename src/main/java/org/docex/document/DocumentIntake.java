package org.docex.document;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.docex.basket.BasketView;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.storage.StagedBlob;
import org.docex.storage.TenantStorage;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.function.Consumer;

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
    TenantStorage storage;

    /**
     * Adds a document. When it returns, bytes and rows are durable.
     *
     * @param declared the length the sender announced
     * @param verifier told the SHA-256 of what arrived; throws when something else was announced
     * @throws DocexException {@code NOT_FOUND} for the basket, what {@link TenantStorage#stage} refuses; nothing is left then
     */
    public Added add(
            String basketId, NewDocument facts, InputStream bytes, OptionalLong declared, Consumer<String> verifier) {
        BasketView basket = documents.admit(basketId);
        try (StagedBlob staged = storage.stage(basket.storage(), bytes, declared)) {
            verifier.accept(staged.checksum());
            try {
                return documents.add(basketId, facts, staged);
            } catch (EJBException | DocexException lost) {
                if (lost instanceof DocexException refusal && refusal.code() != ErrorCode.CHANGED_MEANWHILE) {
                    throw refusal;
                }
                documents.admit(basketId);
                return documents.findDuplicate(basketId, facts, staged.checksum()).orElseThrow(() -> lost);
            }
        }
    }
}
