/**
 * How tenants come into being: bootstrap, provisioning, repair. Plain Java over a data source, so that {@code docex init}
 * runs before any server does.
 *
 * <ol>
 *   <li>Provisioning is a plan: a list of {@link org.docex.tenant.provisioning.Step}s, each with {@code isDone},
 *       {@code apply}, {@code undo}, walked by one interpreter and journalled in the system boundary.
 *   <li>A boundary that exists already is refused, never adopted. A boundary that a cut-off plan left is known by the plan's
 *       id inside it.
 *   <li>A tenant is usable when its row says {@code ACTIVE}, and that is the last step.
 *   <li>Checks ({@link org.docex.tenant.provisioning.SetupCheck}) look and never create or repair.
 *   <li>The server runs no migration: Flyway belongs to the command line.
 * </ol>
 */
@NullMarked
package org.docex.tenant.provisioning;

import org.jspecify.annotations.NullMarked;
