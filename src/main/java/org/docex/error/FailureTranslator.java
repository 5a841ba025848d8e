package org.docex.error;

import java.util.Optional;

/**
 * Turns a technical failure (a lost connection, a broken commit) into the refusal that the caller gets. Provided by the
 * package that knows the technology, used by the one that writes answers.
 */
public interface FailureTranslator {
    /** Empty when the failure is none this translator knows. */
    Optional<DocexException> translate(Throwable failure);
}
