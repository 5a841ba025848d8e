package org.docex.migration.convert;

import org.docex.migration.report.FindingKind;
import org.docex.migration.source.OldBasket;
import org.docex.migration.source.OldConfig;
import org.docex.migration.source.OldDatabase;
import org.docex.storage.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** All baskets of a boundary under their new names; they are few, so they are held. */
public final class Baskets {
    private static final int LONGEST = 80;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,36}");

    private final Map<String, Basket> baskets = new LinkedHashMap<>();
    private int refused;

    /**
     * A basket.
     *
     * @param recovered true for one that only its documents know of
     */
    public record Basket(
            String id, boolean recovered, String oldName, String name, OldBasket storage, Optional<String> description, String oldStatus,
            Stamps stamps) {}

    /** Reads them, oldest first; names that are right already stay, whoever is older. */
    public static Baskets of(OldDatabase old, OldConfig installation, Remarks remarks) throws IOException {
        Baskets all = new Baskets();
        List<Basket> read = new ArrayList<>();
        if (old.has("docbasket")) {
            old.each("SELECT " + old.columns("docbasket", "b", "id", "name", "description", "storage_config", "status", "created_at", "updated_at")
                    + " FROM docbasket b ORDER BY " + old.byBytes("b.id"), row -> {
                String id = row.required("id");
                if (!isId(id)) {
                    remarks.found(FindingKind.ROW_LEFT, "docbasket " + Texts.shown(id), "its id has not 1 to 36 letters, digits, '_' and '-'");
                    all.refused++;
                    return;
                }
                OldBasket storage = OldBasket.of(row, installation);
                if (!storage.readable()) {
                    remarks.found(FindingKind.UNREADABLE_JSON, "docbasket " + id, "storage_config; its documents are looked for where the installation has them");
                }
                read.add(new Basket(id, false, row.required("name"), "", storage, row.text("description"), row.required("status"),
                        Stamps.of(row, "docbasket " + id, remarks)));
            });
        }
        read.addAll(recovered(old, installation, remarks));
        all.name(read, remarks);
        return all;
    }

    /** Baskets that documents name and no row describes. */
    private static List<Basket> recovered(OldDatabase old, OldConfig installation, Remarks remarks) throws IOException {
        List<Basket> recovered = new ArrayList<>();
        if (!old.has("document")) {
            return recovered;
        }
        String orphans = old.has("docbasket") ? " LEFT JOIN docbasket b ON b.id = d.basket_id WHERE b.id IS NULL" : "";
        old.each("SELECT d.basket_id AS id, count(*) AS documents, min(" + old.column("document", "d", "created_at")
                + ") AS created_at, max(" + old.column("document", "d", "created_at") + ") AS updated_at FROM document d"
                + orphans + " GROUP BY d.basket_id", row -> {
            String id = row.required("id");
            if (isId(id)) {
                remarks.found(FindingKind.BASKET_RECOVERED, "docbasket " + id, row.required("documents") + " documents name it");
                recovered.add(new Basket(id, true, "", "", OldBasket.of(installation), Optional.empty(), "active", Stamps.of(row, "docbasket " + id, remarks)));
            }
        });
        return recovered;
    }

    private void name(List<Basket> read, Remarks remarks) {
        Set<String> taken = new HashSet<>();
        Map<String, String> names = new HashMap<>();
        List<Basket> inOrder = new ArrayList<>(read);
        inOrder.sort(Comparator.comparing((Basket basket) -> basket.stamps().created()).thenComparing(Basket::id));
        for (Basket basket : inOrder) {
            if (basket.oldName().equals(Names.sanitise(basket.oldName())) && taken.add(basket.oldName())) {
                names.put(basket.id(), basket.oldName());
            }
        }
        for (Basket basket : inOrder) {
            if (!names.containsKey(basket.id())) {
                String wanted = Names.sanitise(basket.recovered() ? "recovered_" + last4(basket.id()) : basket.oldName());
                String name = wanted;
                for (int i = 2; !taken.add(name); i++) {
                    name = numbered(wanted, "_" + i);
                }
                names.put(basket.id(), name);
                if (!basket.recovered()) {
                    remarks.found(FindingKind.BASKET_RENAMED, "docbasket " + basket.id(), Texts.shown(basket.oldName()) + " is '" + name + "' now");
                }
            }
        }
        read.sort(Comparator.comparing(Basket::id));
        read.forEach(basket -> baskets.put(basket.id(), new Basket(basket.id(), basket.recovered(), basket.oldName(), names.get(basket.id()), basket.storage(),
                basket.description(), basket.oldStatus(), basket.stamps())));
    }

    /** Whether an id can stay as it is. */
    public static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /** A name with a number behind it that is a sanitised name again, however many bytes its characters have. */
    private static String numbered(String name, String suffix) {
        for (int length = LONGEST - suffix.length(); length > 0; length--) {
            String numbered = Names.sanitise(Texts.cut(name, length)) + suffix;
            if (numbered.equals(Names.sanitise(numbered))) {
                return numbered;
            }
        }
        throw new IllegalStateException("No name is left for " + name);
    }

    private static String last4(String id) {
        return id.substring(Math.max(0, id.length() - 4));
    }

    public Iterable<Basket> all() {
        return baskets.values();
    }

    /** Empty for an id that cannot be moved. */
    public Optional<Basket> find(String id) {
        return Optional.ofNullable(baskets.get(id));
    }

    /** How many rows cannot be moved. */
    int refused() {
        return refused;
    }
}
