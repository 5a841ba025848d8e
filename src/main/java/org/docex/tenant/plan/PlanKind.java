package org.docex.tenant.plan;

import org.docex.tenant.TenantId;
import java.util.Locale;

/** What a plan does to a tenant. The lower-case name stands in the journal. */
public enum PlanKind {
    CREATE, IMPORT, UPDATE, SUSPEND, RESUME, DELETE, UNDELETE, EXPORT, UPGRADE, PURGE;

    /** The name in the journal. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PlanKind of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** What a caller reads when everything was taken back. */
    String takenBack(TenantId tenant) {
        return switch (this) {
            case CREATE -> "Provisioning of tenant '" + tenant + "' failed; nothing of it remains. Repeat the call.";
            case IMPORT -> "The import as tenant '" + tenant + "' failed; nothing of it remains. Repeat the call.";
            default -> "The " + label() + " of tenant '" + tenant + "' failed; it is as it was before. Repeat the call.";
        };
    }

    /** What a caller reads when the plan stands still. */
    public String cutOff(TenantId tenant) {
        return "The " + label() + " of tenant '" + tenant + "' did not end. Nothing half-made is usable; run 'docex "
                + (this == UPGRADE ? "upgrade --tenant " : "tenant repair --tenant-id ") + tenant + "'.";
    }
}
