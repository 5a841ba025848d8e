package org.docex.it;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.docex.tenant.provisioning.StepEvent;
import java.io.IOException;

/** Cuts a plan where the system property {@code docex.test.cut} says: by an exception, or by ending the process. */
@ApplicationScoped
public class PlanCutter {
    public static final String PROPERTY = "docex.test.cut";

    void cut(@Observes StepEvent event) throws IOException, InterruptedException {
        String point = event.step() + (event.before() ? ":before" : ":after");
        String wanted = System.getProperty(PROPERTY, "");
        if (wanted.equals(point)) {
            throw new IllegalStateException("cut " + point);
        }
        if (wanted.equals("kill " + point)) {
            new ProcessBuilder("kill", "-9", String.valueOf(ProcessHandle.current().pid())).start().waitFor();
        }
    }
}
