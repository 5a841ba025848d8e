/**
 * How tenants come into being: bootstrap, provisioning, repair. Plain Java over a data source, so that {@code docex init}
 * runs before any server does.
 *
 * <ol>
 *   <li>A tenant is usable when its row says {@code ACTIVE}, and that is the last step.
 *   <li>Provisioning ends with all of it or with nothing. A plan that was cut off is finished or taken back by a repair, and
 *       admits nobody until then.
 *   <li>Checks ({@link org.docex.tenant.provisioning.SetupCheck}) look and never create or repair.
 *   <li>The server runs no migration: Flyway belongs to the command line.
 * </ol>
 *
 * On top of {@code tenant.lifecycle}, {@code tenant.boundary} and {@code tenant.plan}, none of which knows it.
 */
@NullMarked
package org.docex.tenant.provisioning;

import org.jspecify.annotations.NullMarked;
