/**
 * Audit: who, in which tenant, did what, from where, with what result.
 *
 * <ol>
 *   <li>Append-only: PostgreSQL gives the tenant's own role no right to change or remove a row; on SQLite triggers refuse it,
 *       which is weaker, because who may write the file may drop a trigger.
 *   <li>A change is written in its own transaction, with it or not at all; a refused one after the rollback.
 *   <li>It has no foreign keys: rows outlive what they tell of.
 *   <li>It observes; nobody imports it.
 * </ol>
 */
@NullMarked
package org.docex.audit;

import org.jspecify.annotations.NullMarked;
