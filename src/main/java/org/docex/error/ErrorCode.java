package org.docex.error;

import java.util.Locale;

/**
 * The stable names of everything DocEX refuses. The name is the last segment of the problem {@code type} (RFC 9457);
 * the status is the HTTP status of the answer; {@code retryable} says whether the same call may succeed later unchanged.
 */
public enum ErrorCode {
    REQUEST_INVALID(400, false, "The request is not valid"),
    TENANT_ID_INVALID(400, false, "The tenant id is not valid"),
    BODY_INCOMPLETE(400, true, "The body ended too early"),
    DIGEST_MISMATCH(400, false, "The digest does not match the bytes"),
    CONFIRMATION_REQUIRED(400, false, "A confirmation is required"),
    ARCHIVE_INVALID(400, false, "The archive is not valid"),
    CONTEXT_REQUIRED(401, false, "A user context is required"),
    TOKEN_INVALID(401, false, "The token was refused"),
    TENANT_REQUIRED(403, false, "A tenant is required"),
    TENANT_NOT_EXPECTED(403, false, "This installation has no tenants"),
    TENANT_UNKNOWN(403, false, "The tenant is not provisioned"),
    TENANT_INACTIVE(403, false, "The tenant is not active"),
    SYSTEM_TENANT(403, false, "The system tenant does no business"),
    ROLE_REQUIRED(403, false, "A role is missing"),
    NOT_FOUND(404, false, "Not found"),
    CONTENT_MISSING(404, false, "The content is missing"),
    METHOD_NOT_ALLOWED(405, false, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, false, "No acceptable representation"),
    TENANT_EXISTS(409, false, "The tenant exists"),
    BOUNDARY_EXISTS(409, false, "The boundary exists"),
    BASKET_EXISTS(409, false, "The basket exists"),
    BASKET_INACTIVE(409, false, "The basket is inactive"),
    BASKET_NOT_EMPTY(409, false, "The basket is not empty"),
    DOCUMENT_EXISTS(409, false, "The document exists"),
    DOCUMENT_STATUS(409, false, "The document's status does not allow it"),
    TENANT_STATUS(409, false, "The tenant's status does not allow it"),
    GRACE_PERIOD(409, false, "The grace period forbids it"),
    ARCHIVE_REQUIRED(409, false, "An archive is required"),
    UPGRADE_REFUSED(409, false, "The upgrade was refused"),
    CHANGED_MEANWHILE(409, true, "Somebody else changed it meanwhile"),
    PLAN_IN_PROGRESS(409, true, "A plan is in progress"),
    SINGLE_TENANT(409, false, "This installation has no tenants"),
    EVENTS_EXPIRED(410, false, "The events are not kept any more"),
    PRECONDITION_FAILED(412, false, "The precondition failed"),
    BODY_TOO_LARGE(413, false, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, false, "The media type is not supported"),
    RANGE_NOT_SATISFIABLE(416, false, "The range cannot be satisfied"),
    CONTENT_UNREADABLE(422, false, "The content cannot be read this way"),
    IDEMPOTENCY_MISMATCH(422, false, "The idempotency key was used for another request"),
    PRECONDITION_REQUIRED(428, false, "A precondition is required"),
    INTERNAL(500, false, "An internal error"),
    PROVISIONING_FAILED(500, true, "Provisioning failed"),
    INTEGRITY(500, false, "The stored content is damaged"),
    ISOLATION_VIOLATION(500, false, "A wall was touched"),
    TRANSACTION_REQUIRED(500, false, "A transaction is required"),
    NOT_CONFIGURED(503, false, "DocEX is not configured"),
    NOT_BOOTSTRAPPED(503, false, "DocEX is not bootstrapped"),
    REGISTRY_UNAVAILABLE(503, true, "The tenant registry cannot be read"),
    DATABASE_UNAVAILABLE(503, true, "The database cannot be reached"),
    SCHEMA_VERSION_UNKNOWN(503, false, "The schema version is not known"),
    STORAGE_UNAVAILABLE(503, true, "The storage cannot be used"),
    ISSUER_UNAVAILABLE(503, true, "The token issuer cannot be reached"),
    TENANT_BUSY(503, true, "The tenant is busy"),
    STORAGE_FULL(507, true, "The storage is full");

    private final int status;
    private final boolean retryable;
    private final String title;

    ErrorCode(int status, boolean retryable, String title) {
        this.status = status;
        this.retryable = retryable;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public boolean retryable() {
        return retryable;
    }

    public String title() {
        return title;
    }

    /** The problem type: {@code urn:docex:problem:tenant-exists}. */
    public String type() {
        return "urn:docex:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
