/**
 * The server as a command reaches it, and the options that all of its commands share.
 *
 * <ol>
 *   <li>A server is asked first whether it is one of our own version.
 *   <li>The token decides the tenant; {@code --tenant-id} beside it is a check before anything is sent.
 *   <li>What the server refuses is told in its own words. A connection that broke off says whether the call may have been
 *       done.
 * </ol>
 */
@NullMarked
package org.docex.cli.client;

import org.jspecify.annotations.NullMarked;
