/** What an orchestrator asks of the server: alive, ready. No token, no names of tenants. */
@NullMarked
package org.docex.system;

import org.jspecify.annotations.NullMarked;
