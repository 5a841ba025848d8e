package org.docex.migration;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;

/** Many documents of one tenant, in one transaction. */
final class Generator {
    private Generator() {}

    static void fill(Boundary tenant, int documents, int bytes, SplittableRandom random) throws IOException, SQLException {
        List<String> baskets = List.of(tenant.basket("invoices"), tenant.basket("Purchase Orders 2025"),
                tenant.basket("contracts"), tenant.basket("post"));
        try (Batch batch = new Batch(tenant.connection())) {
            for (int i = 0; i < documents; i++) {
                byte[] content = new byte[bytes];
                random.nextBytes(content);
                boolean text = i % 2 == 0;
                for (int j = 0; text && j < bytes; j++) {
                    content[j] = j % 80 == 79 ? (byte) '\n' : (byte) (' ' + (content[j] & 63));
                }
                String basket = baskets.get(i % baskets.size());
                tenant.document(OldDocument.of(basket, "document_" + i + (text ? ".txt" : ".pdf"), content)
                        .metadata("category", OldRules.json(i % 7 == 0 ? "credit note" : "invoice"))
                        .metadata("number", String.valueOf(i))
                        .metadata("tags", "[\"a\", \"b\"]")
                        .metadata("paid", String.valueOf(i % 3 == 0)), batch);
            }
            batch.commit();
        }
    }
}
