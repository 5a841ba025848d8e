package org.docex.it;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.docex.tenant.plan.StepEvent;
import java.io.IOException;

/**
 * Cuts a plan where the system property {@code docex.test.cut} says: by an exception, or by ending the process. A point is
 * {@code <step>:before} or {@code <step>:after}, of any plan, or {@code <plan>/<step>:before <tenant>}, of one.
 */
@ApplicationScoped
public class PlanCutter {
    public static final String PROPERTY = "docex.test.cut";

    void cut(@Observes StepEvent event) throws IOException, InterruptedException {
        cut(event, System.getProperty(PROPERTY, ""));
    }

    static void cut(StepEvent event, String wanted) throws IOException, InterruptedException {
        String step = event.step() + (event.before() ? ":before" : ":after");
        String point = wanted.replaceFirst("^kill ", "");
        if (!point.equals(step) && !point.equals(event.plan() + "/" + step + " " + event.tenant())) {
            return;
        }
        if (wanted.startsWith("kill ")) {
            new ProcessBuilder("kill", "-9", String.valueOf(ProcessHandle.current().pid())).start().waitFor();
        }
        throw new IllegalStateException("cut " + point);
    }
}
