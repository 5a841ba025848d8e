package org.docex.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import org.docex.error.DocexException;
import org.docex.error.FailureTranslator;
import org.docex.log.Log;
import java.io.IOException;
import java.util.Optional;

/** The one way from a failure to a problem. */
@ApplicationScoped
class Failures {
    private static final Log LOG = Log.of(Failures.class);

    @Inject
    Instance<FailureTranslator> translators;

    Problem problem(Throwable failure) {
        if (failure instanceof DocexException refusal) {
            return logged(refusal);
        }
        if (failure instanceof IOException && failure.getCause() instanceof DocexException whileSent) {
            return logged(whileSent);
        }
        Optional<DocexException> translated = translators.stream()
                .flatMap(translator -> translator.translate(failure).stream()).findFirst();
        if (translated.isPresent()) {
            return logged(translated.get());
        }
        if (failure instanceof WebApplicationException http) {
            return Problem.ofStatus(http.getResponse().getStatus());
        }
        LOG.error("A call failed", failure);
        return Problem.ofStatus(500);
    }

    private static Problem logged(DocexException refusal) {
        if (refusal.code().status() >= 500) {
            LOG.warning(refusal.code() + ": " + refusal.getMessage(), refusal);
        }
        return Problem.of(refusal);
    }
}
