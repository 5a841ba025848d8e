/**
 * Where content lies.
 *
 * <ol>
 *   <li>{@link org.docex.storage.TenantStorage} is what features hold: it is rooted in the current tenant's own area and has
 *       no way out of it. Keys are relative to that area.
 *   <li>{@link org.docex.storage.StagedBlob} is the only bridge from bytes to rows: staged and published without a transaction,
 *       taken by one, removed when none takes it or that one rolls back.
 *   <li>A blob is written once, hashed once, synced before it has its name, and never changed in place.
 *   <li>No transaction, connection or writer lock is held while bytes flow, in or out.
 *   <li>A back end is a {@link org.docex.storage.BlobStore}; each passes {@code BlobStoreContract}.
 * </ol>
 */
@NullMarked
package org.docex.storage;

import org.jspecify.annotations.NullMarked;
