package org.docex.tenant;

import org.docex.error.DocexException;

/** The port through which the filter learns who calls; {@code security} provides it. */
public interface Caller {
    /** @throws DocexException {@code CONTEXT_REQUIRED} when nobody was verified for this request */
    UserContext userContext();
}
