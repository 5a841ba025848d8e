package org.docex.error;

import jakarta.ejb.ApplicationException;
import org.jspecify.annotations.Nullable;

/**
 * The one exception DocEX throws. Its message is shown to the caller: it names the thing and the cure.
 *
 * <p>It rolls a transaction back and passes through EJB services unwrapped.
 */
@ApplicationException(rollback = true)
public final class DocexException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public DocexException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public DocexException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
