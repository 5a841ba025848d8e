/**
 * The way over from DocEX 2.x: one call that reads an old installation and makes a new home.
 *
 * <ol>
 *   <li>The old installation is only read.
 *   <li>Nothing is guessed silently: what is not kept as it was is a finding, and every row is counted.
 *   <li>A run that was cut off goes on with the same call; {@code docex.yaml} gets its name last, so that no server starts on
 *       what is half-made.
 *   <li>Tenants are provisioned by the plan that provisions every tenant.
 * </ol>
 *
 * {@code source} reads 2.x, {@code content} finds and copies bytes, {@code convert} makes rows of rows, {@code report} remembers and
 * tells.
 *
 * Out of scope: serving 2.x, and moving between kinds of databases.
 */
@NullMarked
package org.docex.migration;

import org.jspecify.annotations.NullMarked;
