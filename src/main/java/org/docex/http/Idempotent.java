package org.docex.http;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.idempotency.IdempotencyKeys;
import org.docex.idempotency.Remembered;
import org.docex.storage.Sha256;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A POST that may carry an {@code Idempotency-Key}: sent again it is answered from what the first one made. */
@RequestScoped
public class Idempotent {
    private static final String HEADER = "Idempotency-Key";

    @Inject
    IdempotencyKeys keys;

    @Inject
    HttpServletRequest request;

    /** Told within the transaction what the first answer will be. */
    @FunctionalInterface
    public interface Memory {
        void remember(int status, String id);
    }

    /**
     * @param body what tells this body from another; asked for once it is needed
     * @param first does it
     * @param again answers from what was done before
     * @throws DocexException {@code IDEMPOTENCY_MISMATCH} when the key stands for another request
     */
    public Response post(Supplier<String> body, Function<Memory, Response> first, Function<Remembered, Response> again) {
        Optional<String> key = key();
        if (key.isEmpty()) {
            return first.apply((status, id) -> {});
        }
        Supplier<String> fingerprint = () -> Sha256.hex(String.join("\n", request.getMethod(), request.getRequestURI(),
                String.valueOf(request.getQueryString()), body.get()));
        Optional<Remembered> before = keys.find(key.get());
        if (before.isPresent()) {
            return again.apply(same(before.get(), fingerprint));
        }
        try {
            return first.apply((status, id) -> keys.remember(key.get(), fingerprint.get(), status, id));
        } catch (EJBException | DocexException lost) {
            return keys.find(key.get()).map(meanwhile -> again.apply(same(meanwhile, fingerprint))).orElseThrow(() -> lost);
        }
    }

    private static Remembered same(Remembered known, Supplier<String> fingerprint) {
        if (!known.fingerprint().equals(fingerprint.get())) {
            throw new DocexException(ErrorCode.IDEMPOTENCY_MISMATCH,
                    "This Idempotency-Key was sent with another request within 24 hours. Take a new key for a new request.");
        }
        return known;
    }

    private Optional<String> key() {
        Optional<String> key = Optional.ofNullable(request.getHeader(HEADER));
        if (key.isPresent() && !key.get().matches("[!-~]{1,255}")) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, HEADER + " has 1 to 255 visible ASCII characters, for example a UUID.");
        }
        return key;
    }
}
