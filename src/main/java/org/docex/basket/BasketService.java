package org.docex.basket;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.docex.config.DocexConfig;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
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
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The baskets of the current tenant. */
@Stateless
@TenantService
public class BasketService {
    /** The fields a list can be ordered by; the first is the default. */
    public static final List<String> ORDERS = List.of("created_at", "name");

    @Inject
    UserContext context;

    @Inject
    BasketRepository baskets;

    @Inject
    BasketContents contents;

    @Inject
    TenantStorage storage;

    @Inject
    @TenantData
    Supplier<CursorKey> cursorKey;

    /** @throws DocexException {@code BASKET_EXISTS}, {@code REQUEST_INVALID}, {@code ROLE_REQUIRED} */
    public BasketView create(CreateBasket command) {
        context.require(Role.USER);
        String name = Names.sanitise(command.name());
        String storageName = command.storage().orElse(DocexConfig.DEFAULT_STORAGE);
        storage.storages().requireKnown(storageName);
        if (baskets.findByName(name).isPresent()) {
            throw new DocexException(ErrorCode.BASKET_EXISTS, "A basket named '" + name + "' exists. Choose another name.");
        }
        Basket basket = new Basket(name, command.description(), storageName, context.userId());
        baskets.add(basket);
        return basket.view();
    }

    /** @throws DocexException {@code NOT_FOUND}, {@code ROLE_REQUIRED} */
    @Reads
    public BasketView get(String id) {
        context.require(Role.READER);
        return required(id).view();
    }

    /**
     * Removes an empty basket. Of a document that is added at the same moment the database decides: whoever comes second is
     * refused.
     *
     * @param precondition told the row version; throws when it is not the expected one
     * @throws DocexException {@code NOT_FOUND}, {@code BASKET_NOT_EMPTY}, {@code ROLE_REQUIRED}
     */
    public void delete(String id, LongConsumer precondition) {
        context.require(Role.USER);
        Basket basket = required(id);
        precondition.accept(basket.rowVersion());
        if (!contents.isEmpty(id)) {
            throw new DocexException(ErrorCode.BASKET_NOT_EMPTY, "The basket holds documents. Delete them first.");
        }
        baskets.remove(basket);
    }

    /** By either spelling of its name. */
    @Reads
    public Optional<BasketView> findByName(String name) {
        context.require(Role.READER);
        return baskets.findByName(Names.sanitise(name)).map(Basket::view);
    }

    @Reads
    public Page<BasketView> list(PageRequest request) {
        context.require(Role.READER);
        CursorKey key = cursorKey.get();
        Keyset keyset = Keyset.of("Basket", "", request, key);
        return Page.cut(baskets.list(keyset, request.limit() + 1).stream().map(Basket::view).toList(), request.limit(),
                last -> key.seal(keyset.query(), List.of(request.orderBy().equals("name")
                        ? last.name() : SortableTime.format(last.createdAt()), last.id())));
    }

    private Basket required(String id) {
        return baskets.find(id).orElseThrow(() -> new DocexException(ErrorCode.NOT_FOUND, "There is no such basket."));
    }
}
