/**
 * The command line, {@code docex}.
 *
 * <ol>
 *   <li>{@code init} and {@code token} work locally, without a server; everything about tenants is a client of the REST API.
 *   <li>Results go to standard output, errors with their cure to standard error.
 *   <li>Exit codes: 0 done, 1 refused, 2 wrong usage, 4 the server cannot be reached.
 *   <li>No password, key or token is an argument, and none is printed but the one that {@code token issue} makes.
 * </ol>
 */
@NullMarked
package org.docex.cli;

import org.jspecify.annotations.NullMarked;
