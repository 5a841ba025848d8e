package org.docex.tenant;

import org.docex.error.DocexException;
import java.util.List;

/** The port through which a unit asks whether its tenant may work, and where. */
public interface TenantDirectory {
    /**
     * The boundary of the context's tenant.
     *
     * @throws DocexException {@code TENANT_REQUIRED}, {@code TENANT_UNKNOWN}, {@code TENANT_INACTIVE},
     *     {@code SYSTEM_TENANT}, {@code TENANT_NOT_EXPECTED} (403); {@code NOT_BOOTSTRAPPED}, {@code REGISTRY_UNAVAILABLE},
     *     {@code SCHEMA_VERSION_UNKNOWN} (503). An answer that cannot be had is a refusal, never an admission.
     */
    Boundary admit(UserContext context);

    /**
     * The tenants that may work now, in the order of their ids; none where there is no tenancy.
     *
     * @throws DocexException {@code NOT_BOOTSTRAPPED}, {@code REGISTRY_UNAVAILABLE} (503)
     */
    List<TenantId> active();
}
