package org.docex.rest;

import jakarta.servlet.http.HttpServletResponse;
import org.docex.http.RecordWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes a problem where no resource was reached. */
final class ProblemWriter {
    static final String REQUEST_ID = "X-Request-Id";

    private ProblemWriter() {}

    static void write(Problem problem, HttpServletResponse answer) throws IOException {
        answer.resetBuffer();
        answer.setStatus(problem.status());
        answer.setContentType(Problem.MEDIA_TYPE);
        if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            answer.setHeader("WWW-Authenticate", "Bearer");
        }
        if (problem.retryable() && problem.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            answer.setIntHeader("Retry-After", Problem.RETRY_AFTER_SECONDS);
        }
        answer.getOutputStream().write(RecordWriter.toJson(problem).toString().getBytes(StandardCharsets.UTF_8));
    }
}
