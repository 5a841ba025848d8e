package org.docex.audit;

import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.docex.json.Jsons;
import org.docex.paging.Ids;
import org.docex.paging.SortableTime;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of the audit; written once and never changed. */
@Entity
@Table(name = "audit")
public class AuditEntry {
    private static final int LONGEST = 255;
    private static final int LONGEST_ACTION = 50;

    @Id
    private String id = "";

    @Column(name = "occurred_at")
    private Instant occurredAt = Instant.EPOCH;

    @Column(name = "tenant_id")
    private String tenantId = "";

    @Column(name = "user_id")
    private String userId = "";

    private String action = "";

    @Column(name = "object_id")
    private @Nullable String objectId;

    private @Nullable String origin;

    @Column(name = "request_id")
    private @Nullable String requestId;

    private String result = "";

    private @Nullable String details;

    protected AuditEntry() {}

    AuditEntry(Who who, String action, Optional<String> objectId, String result, Optional<String> details) {
        this.id = Ids.next("aud_");
        this.occurredAt = SortableTime.now();
        this.tenantId = who.tenantId();
        this.userId = cut(who.userId(), LONGEST);
        this.origin = who.origin().map(text -> cut(text, LONGEST)).orElse(null);
        this.requestId = who.requestId().orElse(null);
        this.action = cut(action, LONGEST_ACTION);
        this.objectId = objectId.map(text -> cut(text, LONGEST)).orElse(null);
        this.result = result;
        this.details = details.orElse(null);
    }

    private static String cut(String text, int longest) {
        String printable = text.replace('\0', ' ');
        return printable.length() <= longest ? printable : printable.substring(0, longest);
    }

    AuditView view() {
        return new AuditView(id, occurredAt, tenantId, userId, action, Optional.ofNullable(objectId), Optional.ofNullable(origin),
                Optional.ofNullable(requestId), result, details == null ? JsonValue.NULL : Jsons.read(details));
    }
}
