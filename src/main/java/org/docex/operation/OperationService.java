package org.docex.operation;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.docex.document.DocumentService;
import org.docex.paging.CursorKey;
import org.docex.paging.Keyset;
import org.docex.paging.Page;
import org.docex.paging.PageRequest;
import org.docex.paging.SortableTime;
import org.docex.tenant.Reads;
import org.docex.tenant.Role;
import org.docex.tenant.TenantData;
import org.docex.tenant.TenantService;
import org.docex.tenant.UserContext;
import java.util.List;
import java.util.function.Supplier;

/** The operations of the current tenant's documents. */
@Stateless
@TenantService
public class OperationService {
    /** The fields a list can be ordered by. */
    public static final List<String> ORDERS = List.of("created_at");

    @Inject
    UserContext context;

    @Inject
    DocumentService documents;

    @Inject
    OperationRepository operations;

    @Inject
    @TenantData
    Supplier<CursorKey> cursorKey;

    /** Newest first. */
    @Reads
    public Page<OperationView> list(String documentId, PageRequest request) {
        context.require(Role.READER);
        documents.get(documentId);
        CursorKey key = cursorKey.get();
        Keyset keyset = Keyset.of("Operation", documentId, request, key);
        List<OperationView> rows = operations.list(documentId, keyset, request.limit() + 1).stream().map(Operation::view).toList();
        return Page.cut(rows, request.limit(),
                last -> key.seal(keyset.query(), List.of(SortableTime.format(last.createdAt()), last.id())));
    }
}
