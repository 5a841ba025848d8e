package org.docex.tenant.isolation;

import org.docex.tenant.Boundary;

/** What an EclipseLink session carries to say whose it is. */
record TenantStamp(Boundary boundary) {
    static final String PROPERTY = "org.docex.tenant.stamp";
}
