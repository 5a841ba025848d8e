/**
 * What becomes of a tenant after its provisioning: renaming, suspension, deletion, export, upgrade, purge.
 *
 * <ol>
 *   <li>Every change of a tenant's row is compare-and-set, journalled and audited in one transaction, and refused while a plan
 *       of the tenant did not end.
 *   <li>A deletion keeps everything. A purge is never taken back: it goes on where it was cut off, and its receipt is written
 *       after a look that nothing is left.
 *   <li>The register learns a version in the last step of an upgrade; a tenant of another version is admitted by nobody.
 *   <li>Only an operator's explicit command upgrades.
 * </ol>
 *
 * Out of scope: who may call (admin), and what an archive holds (transfer).
 */
@NullMarked
package org.docex.tenant.lifecycle;

import org.jspecify.annotations.NullMarked;
