package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.docex.it.Api.Answer;
import java.io.File;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.extension.ExtendWith;

/** DocEX as a library: the example application, as its own build made it, keeps the same walls. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class HostApplicationIT {
    private static final String API = TestInstallation.url().replace("/docex", "/host-application/api");

    @Deployment(testable = false)
    static WebArchive war() {
        WebArchive war = ShrinkWrap.createFromZipFile(WebArchive.class,
                new File(System.getProperty("it.examples"), "host-application/target/host-application.war")).addClass(HostProbe.class);
        return TestInstallation.onPostgres() ? war.addAsLibraries(librariesOfS3()) : war;
    }

    /** What a host adds whose docex.yaml names a storage on S3. */
    private static File[] librariesOfS3() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> jar.contains("awssdk") || jar.contains("eventstream") || jar.contains("reactive-streams")).map(File::new).toArray(File[]::new);
    }

    @BeforeEach
    void provision() {
        for (String customer : new String[] {"acme", "contoso"}) {
            assertThat(call("PUT", "/customers/" + customer, "", "key-of-the-operator").expect(200).text()).isIn("ACTIVE", "EXISTS");
        }
    }

    @Test
    void each_customer_reads_its_own_documents_and_no_other() {
        String ofAnn = call("POST", "/archive?basket=Texts&name=a.txt", "of Acme", "key-of-ann").expect(200).text();
        String ofBob = call("POST", "/archive?basket=Texts&name=a.txt", "of Contoso", "key-of-bob").expect(200).text();

        assertThat(call("GET", "/archive/" + ofAnn, "", "key-of-ann").expect(200).text()).isEqualTo("of Acme");
        assertThat(call("GET", "/archive/" + ofBob, "", "key-of-bob").expect(200).text()).isEqualTo("of Contoso");
        assertThat(call("GET", "/archive/" + ofBob, "", "key-of-ann").expect(404).text()).startsWith("NOT_FOUND");
        assertThat(call("GET", "/archive/" + ofAnn, "", "key-of-bob").expect(404).text()).startsWith("NOT_FOUND");
        call("GET", "/archive/" + ofAnn, "", "nobody's").expect(401);
        assertThat(call("POST", "/archive?name=a.txt", "x", "key-of-ann").expect(400).text()).startsWith("REQUEST_INVALID");
        assertThat(call("GET", "/archive/" + ofAnn, "", "key-of-eve").expect(403).text()).startsWith("TENANT_UNKNOWN");
    }

    @Test
    void a_job_on_another_thread_goes_from_tenant_to_tenant() {
        call("POST", "/archive?basket=Counted&name=a.txt", "x", "key-of-ann").expect(200);
        call("POST", "/archive?basket=Counted&name=a.txt", "x", "key-of-bob").expect(200);
        call("GET", "/count", "", "key-of-ann").expect(401);
        assertThat(call("GET", "/count", "", "key-of-the-operator").expect(200).text()).containsPattern("acme=[1-9]").containsPattern("contoso=[1-9]");
    }

    @ParameterizedTest
    @CsvSource({"no-context,CONTEXT_REQUIRED", "injected-without-context,CONTEXT_REQUIRED", "nested-tenants,ISOLATION_VIOLATION",
        "nested-without-transaction,bob ann", "leaked-to-a-thread,CONTEXT_REQUIRED", "service-on-a-thread,CONTEXT_REQUIRED",
        "unit-on-a-thread,bob", "rolled-back,false"})
    void a_host_that_errs_gets_the_named_error(String what, String seen) {
        assertThat(call("GET", "/probe/" + what, "", "key-of-ann").expect(200).text()).isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/baskets", "/api/v1/admin/tenants", "/health/ready", "/metrics", "/baskets"})
    void the_library_brings_no_rest_of_its_own(String path) {
        call("GET", path, "", "key-of-ann").expect(404);
    }

    private static Answer call(String method, String path, String body, String key) {
        return Api.anonymous().send(method, API + path, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                "X-Api-Key", key);
    }
}
