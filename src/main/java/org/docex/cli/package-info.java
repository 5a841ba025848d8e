/**
 * The command line, {@code docex}: its entrance, and the commands that work on this machine.
 *
 * <p>{@code run} is what a run is given and how it ends, {@code output} what it prints, {@code files} what it reads and
 * writes here, {@code client} the server. {@code tenant}, {@code basket} and {@code document} are the commands of these
 * names; each group has its options beside it.
 *
 * <ol>
 *   <li>{@code init}, {@code config} and {@code token} work locally, without a server, and {@code status} does so when none
 *       answers; everything else is a client of the REST API.
 *   <li>{@link org.docex.cli.Failures} alone turns a failure into a message and an exit code.
 *   <li>No password, key or token is an argument, and none is printed but the one that {@code token issue} makes.
 * </ol>
 */
@NullMarked
package org.docex.cli;

import org.jspecify.annotations.NullMarked;
