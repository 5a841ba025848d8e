/**
 * Idempotency keys: a request that was sent twice is done once.
 *
 * <ol>
 *   <li>A key belongs to a user of a tenant, and is written in the transaction of what it stands for: both are there, or neither.
 *   <li>It is kept for 24 hours. The same key with another request is refused.
 * </ol>
 *
 * After draft-ietf-httpapi-idempotency-key-header-07.
 */
@NullMarked
package org.docex.idempotency;

import org.jspecify.annotations.NullMarked;
