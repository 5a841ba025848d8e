package org.example.host;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.docex.basket.BasketService;
import org.docex.basket.BasketView;
import org.docex.basket.CreateBasket;
import org.docex.document.ContentVerifier;
import org.docex.document.DocumentIntake;
import org.docex.document.DocumentService;
import org.docex.document.DocumentView;
import org.docex.document.NewDocument;
import org.docex.storage.BlobStore.Blob;
import org.docex.tenant.UserContext;
import org.docex.tenant.context.DocEX;

/** What this application does with documents. Nothing here names a tenant: the context of the caller does. */
@ApplicationScoped
public class Archive {
    @Inject
    DocEX docex;

    @Inject
    BasketService baskets;

    @Inject
    DocumentIntake intake;

    @Inject
    DocumentService documents;

    @Inject
    ContentVerifier contents;

    /** Puts bytes into a basket, which is made when it is not there yet. When it returns they are safe. */
    public DocumentView add(UserContext user, String basketName, String name, String type, InputStream bytes) throws Exception {
        return docex.as(user).call(() -> {
            BasketView basket = baskets.findByName(basketName).orElseGet(
                    () -> baskets.create(new CreateBasket(basketName, Optional.empty(), Optional.empty())));
            NewDocument facts = new NewDocument(name, name, "file", type, Map.of());
            return intake.add(basket.id(), facts, bytes, OptionalLong.empty(), checksum -> {}).document();
        });
    }

    /** Opens content inside the unit; it may be read after it, because an open blob needs no context any more. */
    public Blob open(UserContext user, String id) throws Exception {
        return docex.as(user).call(() -> contents.open(documents.locate(id)));
    }

    static void send(Blob blob, OutputStream out) throws IOException {
        try (blob; InputStream in = blob.from(0)) {
            in.transferTo(out);
        }
    }
}
