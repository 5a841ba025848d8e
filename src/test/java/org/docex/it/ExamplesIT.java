package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The examples that are one file do what they say. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ExamplesIT {
    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.docex();
    }

    @Test
    void tenants_are_provisioned_and_each_sees_its_own() throws Exception {
        Map<String, String> operator = Map.of("DOCEX_TOKEN", TestInstallation.token("root", Optional.empty(), "docex-admin"));
        assertThat(run(operator, "TenantProvisioning.java", "example_acme", "example_contoso", "Not-an-id"))
                .contains("example_acme: made, at http").contains("example_contoso: made, at http")
                .contains("Not-an-id: refused with 400").contains("Setup: ok");
        assertThat(run(operator, "TenantProvisioning.java", "example_acme"))
                .contains("example_acme: there already, repaired if it had to be: 200");

        Map<String, String> users = Map.of(
                "ACME_TOKEN", TestInstallation.token("ann", Optional.of("example_acme"), "user"),
                "CONTOSO_TOKEN", TestInstallation.token("bob", Optional.of("example_contoso"), "user"));
        assertThat(run(users, "MultiTenantBasic.java"))
                .contains("Added: 201").doesNotContain("Added: 200")
                .contains("Acme reads its own:       200 Invoice 4711 of Acme")
                .contains("Contoso reads its own:    200 Invoice 4711 of Contoso")
                .contains("Acme asks for Contoso's:  404")
                .contains("Nobody asks for Acme's:   401");
        assertThat(run(users, "MultiTenantBasic.java")).contains("Added: 200").doesNotContain("Added: 201");
    }

    private static String run(Map<String, String> environment, String example, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "docs/examples/" + example));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("DOCEX_URL", TestInstallation.url());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
