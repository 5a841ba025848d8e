package org.docex.migration.convert;

import org.docex.config.DocexConfig;
import org.docex.json.Jsons;
import org.docex.migration.convert.Baskets.Basket;
import java.util.Locale;

/** {@code docbasket}, and the audit of names that had to change. */
final class BasketRows {
    private static final String TABLE = "docbasket";

    private BasketRows() {}

    static void convert(Conversion conversion) {
        for (int i = 0; i < conversion.baskets().refused(); i++) {
            conversion.sink().left(TABLE);
        }
        for (Basket basket : conversion.baskets().all()) {
            String status = basket.oldStatus().strip().toLowerCase(Locale.ROOT);
            NewRow row = conversion.row(TABLE, basket.id()).text("name", basket.name()).text("description", basket.description())
                    .text("storage", DocexConfig.DEFAULT_STORAGE)
                    .replaced("status", basket.oldStatus(), status.equals("inactive") ? status : "active")
                    .number("row_version", 1).changed(basket.stamps());
            if (basket.recovered()) {
                conversion.added(TABLE, row);
            } else {
                conversion.moved(TABLE, row);
            }
            if (basket.recovered()) {
                Audit.entry(conversion, "BASKET_RECOVERED", basket.id(), Jsons.PROVIDER.createObjectBuilder().add("name", basket.name()).build());
            } else if (!basket.name().equals(basket.oldName())) {
                Audit.entry(conversion, "BASKET_RENAMED", basket.id(), Jsons.PROVIDER.createObjectBuilder()
                        .add("old_name", Texts.characters(basket.oldName())).add("name", basket.name()).build());
            }
        }
    }
}
