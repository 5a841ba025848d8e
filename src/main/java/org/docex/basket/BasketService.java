package org.docex.basket;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import org.docex.change.Change;
import org.docex.change.ChangeKind;
import org.docex.config.DocexConfig;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.json.Jsons;
import org.docex.paging.CursorKey;
import org.docex.paging.Keyset;
import org.docex.paging.Page;
import org.docex.paging.PageRequest;
import org.docex.paging.SortableTime;
import org.docex.storage.Names;
import org.docex.storage.TenantStorage;
import org.docex.tenant.Reads;
import org.docex.tenant.Role;
import org.docex.tenant.TenantData;
import org.docex.tenant.TenantService;
import org.docex.tenant.UserContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The baskets of the current tenant. */
@Stateless
@TenantService
public class BasketService {
    /** The fields a list can be ordered by; the first is the default. */
    public static final List<String> ORDERS = List.of("created_at", "name", "updated_at");

    @Inject
    UserContext context;

    @Inject
    BasketRepository baskets;

    @Inject
    BasketContents contents;

    @Inject
    TenantStorage storage;

    @Inject
    Event<Change> changes;

    @Inject
    @TenantData
    Supplier<CursorKey> cursorKey;

    /**
     * @param witness told the basket within the transaction that makes it
     * @throws DocexException {@code BASKET_EXISTS}, {@code REQUEST_INVALID}, {@code ROLE_REQUIRED}
     */
    public BasketView create(CreateBasket command, Consumer<BasketView> witness) {
        context.require(Role.USER);
        String name = Names.sanitise(command.name());
        String storageName = command.storage().orElse(DocexConfig.DEFAULT_STORAGE);
        storage.storages().requireKnown(storageName);
        if (baskets.findByName(name).isPresent()) {
            throw new DocexException(ErrorCode.BASKET_EXISTS, "A basket named '" + name + "' exists. Choose another name.");
        }
        Basket basket = new Basket(name, command.description(), storageName, context.userId());
        baskets.add(basket);
        witness.accept(basket.view());
        changes.fire(Change.ofBasket(ChangeKind.BASKET_CREATED, basket.view().id(), named(basket.view()).build()));
        return basket.view();
    }

    /** As {@link #create(CreateBasket, Consumer)}. */
    public BasketView create(CreateBasket command) {
        return create(command, basket -> {});
    }

    /** @throws DocexException {@code NOT_FOUND}, {@code ROLE_REQUIRED} */
    @Reads
    public BasketView get(String id) {
        context.require(Role.READER);
        return required(id).view();
    }

    /** A basket that takes new documents. */
    @Reads
    public BasketView open(String id) {
        BasketView basket = get(id);
        if (!basket.status().equals(Basket.ACTIVE)) {
            throw new DocexException(ErrorCode.BASKET_INACTIVE, "The basket takes no new documents. Set its status to '" + Basket.ACTIVE + "', or use another.");
        }
        return basket;
    }

    /**
     * Changes description and status.
     *
     * @param precondition told the row version; throws when it is not the expected one
     * @throws DocexException {@code NOT_FOUND}, {@code ROLE_REQUIRED}
     */
    public BasketView update(String id, BasketPatch patch, LongConsumer precondition) {
        context.require(Role.USER);
        Basket basket = required(id);
        precondition.accept(basket.rowVersion());
        BasketView before = basket.view();
        basket.become(patch.description().orElse(before.description()), patch.status().orElse(before.status()), context.userId());
        baskets.flush();
        JsonObjectBuilder data = named(basket.view());
        difference(data, "description", before.description().<JsonValue>map(Jsons.PROVIDER::createValue).orElse(JsonValue.NULL),
                basket.view().description().<JsonValue>map(Jsons.PROVIDER::createValue).orElse(JsonValue.NULL));
        difference(data, "status", Jsons.PROVIDER.createValue(before.status()), Jsons.PROVIDER.createValue(basket.view().status()));
        changes.fire(Change.ofBasket(ChangeKind.BASKET_UPDATED, id, data.build()));
        return basket.view();
    }

    /** What the basket holds. */
    @Reads
    public BasketStats stats(String id) {
        context.require(Role.READER);
        return BasketStats.of(required(id).view(), contents.summary(id));
    }

    /**
     * Removes a basket, with {@code cascade} also its documents and their contents, all in one transaction. Of a document that
     * is added at the same moment the database decides: whoever comes second is refused.
     *
     * @param cascade needs the role {@code admin}
     * @param precondition told the row version; throws when it is not the expected one
     * @throws DocexException {@code NOT_FOUND}, {@code BASKET_NOT_EMPTY}, {@code ROLE_REQUIRED}
     */
    public void delete(String id, boolean cascade, LongConsumer precondition) {
        context.require(cascade ? Role.ADMIN : Role.USER);
        Basket basket = required(id);
        precondition.accept(basket.rowVersion());
        if (!cascade && !contents.isEmpty(id)) {
            throw new DocexException(ErrorCode.BASKET_NOT_EMPTY,
                    "The basket holds documents. Delete them first, or all at once with ?cascade=true and the role 'admin'.");
        }
        JsonObjectBuilder data = named(basket.view());
        List<String> gone = cascade ? contents.removeAll(id, basket.view().storage()) : List.of();
        baskets.remove(basket);
        if (!gone.isEmpty()) {
            data.add("documents", gone.size());
            changes.fire(new Change(ChangeKind.DOCUMENT_DELETED, Optional.of(id), gone, JsonValue.EMPTY_JSON_OBJECT));
        }
        changes.fire(Change.ofBasket(ChangeKind.BASKET_DELETED, id, data.build()));
    }

    /** As {@link #delete(String, boolean, LongConsumer)}, of an empty basket. */
    public void delete(String id, LongConsumer precondition) {
        delete(id, false, precondition);
    }

    /** By either spelling of its name. */
    @Reads
    public Optional<BasketView> findByName(String name) {
        context.require(Role.READER);
        return baskets.findByName(Names.sanitise(name)).map(Basket::view);
    }

    @Reads
    public Page<BasketView> list(PageRequest request) {
        return list(new BasketQuery(Optional.empty(), Optional.empty()), request);
    }

    @Reads
    public Page<BasketView> list(BasketQuery query, PageRequest request) {
        context.require(Role.READER);
        CursorKey key = cursorKey.get();
        JsonObjectBuilder scope = Jsons.PROVIDER.createObjectBuilder();
        query.name().ifPresent(name -> scope.add("name", name));
        query.status().ifPresent(status -> scope.add("status", status));
        Keyset keyset = Keyset.of("Basket", scope.build().toString(), request, key);
        return Page.cut(baskets.list(query, keyset, request.limit() + 1).stream().map(Basket::view).toList(), request.limit(),
                last -> key.seal(keyset.query(), List.of(switch (request.orderBy()) {
                    case "name" -> last.name();
                    case "updated_at" -> SortableTime.format(last.updatedAt());
                    default -> SortableTime.format(last.createdAt());
                }, last.id())));
    }

    /** As {@link #list(BasketQuery, PageRequest)}, each with the number of its documents. */
    @Reads
    public Page<CountedBasket> listCounted(BasketQuery query, PageRequest request) {
        Page<BasketView> page = list(query, request);
        Map<String, Long> counts = contents.counts(page.items().stream().map(BasketView::id).toList());
        return page.map(basket -> CountedBasket.of(basket, counts.getOrDefault(basket.id(), 0L)));
    }

    private static JsonObjectBuilder named(BasketView basket) {
        return Jsons.PROVIDER.createObjectBuilder().add("name", basket.name());
    }

    private static void difference(JsonObjectBuilder data, String field, JsonValue before, JsonValue after) {
        if (!before.equals(after)) {
            JsonObject both = Jsons.PROVIDER.createObjectBuilder().add("before", before).add("after", after).build();
            data.add(field, both);
        }
    }

    private Basket required(String id) {
        return baskets.find(id).orElseThrow(() -> new DocexException(ErrorCode.NOT_FOUND, "There is no such basket."));
    }
}
