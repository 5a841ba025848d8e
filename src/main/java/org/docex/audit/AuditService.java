package org.docex.audit;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
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
import java.util.Optional;
import java.util.function.Supplier;

/** The audit of the current tenant. */
@Stateless
@TenantService
public class AuditService {
    /** The fields a list can be ordered by. */
    public static final List<String> ORDERS = List.of("occurred_at");

    @Inject
    UserContext context;

    @Inject
    AuditRepository entries;

    @Inject
    Auditor auditor;

    @Inject
    @TenantData
    Supplier<CursorKey> cursorKey;

    /** Newest first. Only for {@code admin}. */
    @Reads
    public Page<AuditView> list(AuditQuery query, PageRequest request) {
        context.require(Role.ADMIN);
        CursorKey key = cursorKey.get();
        Keyset keyset = Keyset.of("AuditEntry", query.scope(), request, key);
        List<AuditView> rows = entries.list(query, keyset, request.limit() + 1).stream().map(AuditEntry::view).toList();
        return Page.cut(rows, request.limit(),
                last -> key.seal(keyset.query(), List.of(SortableTime.format(last.occurredAt()), last.id())));
    }

    /** Writes, in a transaction of its own, that something was refused. */
    public void refused(String action, Optional<String> objectId, String result) {
        entries.add(new AuditEntry(auditor.who(), action, objectId, result, Optional.empty()));
    }
}
