package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The WAR can be deployed again and again. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("once")
class RedeployIT {
    private static final int TIMES = 5;

    /** What servers keep of earlier deployments in caches of their own; docs/servers.md says which. A leak would keep each. */
    private static final int KEPT_BY_SERVERS = 3;

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "docex", managed = false, testable = false)
    static WebArchive docex() {
        return Deployments.docex();
    }

    @Deployment(name = "probe", testable = false)
    static WebArchive probe() {
        return ShrinkWrap.create(WebArchive.class, "probe.war").addClass(ProbeServlet.class);
    }

    @Test
    void five_times_without_a_leak_of_classes_threads_files_or_natives() {
        long before = figure(probed(), "copies");
        for (int i = 0; i <= TIMES; i++) {
            deployer.deploy("docex");
            work("redeploy_" + i);
            deployer.undeploy("docex");
            assertThat(figure(probed(), "files")).as("files left open after undeployment " + i).isZero();
        }
        // A thread of the JDK's that waited for an ended process holds on to its deployment for a minute.
        Await.until(Duration.ofSeconds(70), () -> {
            occupyIdleWorkers();
            return figure(probed(), "copies") - before <= KEPT_BY_SERVERS;
        });
        List<String> left = probed();
        assertThat(figure(left, "copies") - before).as("copies of a class that " + TIMES + " redeployments left behind; " + left)
                .isLessThanOrEqualTo(KEPT_BY_SERVERS);
        assertThat(left.stream().filter(line -> line.startsWith("thread "))).as("threads that hold the application")
                .hasSizeLessThanOrEqualTo(1);
        assertThat(figure(left, "libraries")).isLessThanOrEqualTo(1);
    }

    private static void work(String tenant) {
        String basket = Api.basketIn(tenant);
        Api user = Api.as(tenant);
        for (int i = 0; i < 20; i++) {
            String document = user.post("/baskets/" + basket + "/documents?name=a&source=" + i, new byte[1000]).expect(201).json().getString("id");
            user.get("/documents/" + document + "/content").expect(200);
            user.get("/documents/" + document + "/metadata").expect(200);
            user.get("/documents/doc_nothing").expect(404);
        }
        Api.anonymous().get("/metrics").expect(200);
        Api.anonymous().get("/health/ready").expect(200);
    }

    /** A worker of the server's that idles holds on to the request it served last, and so to an old deployment. */
    private static void occupyIdleWorkers() {
        IntStream.range(0, 64).parallel().forEach(any -> Api.anonymous().get(TestInstallation.url().replace("/docex", "/probe/?idle")).expect(200));
    }

    private static List<String> probed() {
        return Api.anonymous().get(TestInstallation.url().replace("/docex", "/probe/")).expect(200).text().lines().toList();
    }

    private static long figure(List<String> probed, String name) {
        return probed.stream().filter(line -> line.startsWith(name + "=")).map(line -> Long.valueOf(line.substring(name.length() + 1)))
                .findFirst().orElseThrow();
    }
}
