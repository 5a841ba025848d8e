package org.docex.security;

import org.docex.error.DocexException;

/** The port through which admin resources learn who administers. */
public interface SystemCaller {
    /** @throws DocexException {@code CONTEXT_REQUIRED}, {@code ROLE_REQUIRED} */
    SystemContext requireAdmin();
}
