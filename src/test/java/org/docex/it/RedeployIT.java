package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The WAR can be deployed again and again. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RedeployIT {
    private static final int TIMES = 5;

    /** What servers keep of an earlier deployment or two in caches of their own; docs/servers.md says which. */
    private static final long KEPT_BY_SERVERS = 2;

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
        long before = probed().get("copies");
        for (int i = 0; i <= TIMES; i++) {
            deployer.deploy("docex");
            work("redeploy_" + i);
            deployer.undeploy("docex");
            assertThat(probed().get("files")).as("files left open after undeployment " + i).isZero();
        }
        Map<String, Long> left = probed();
        assertThat(left.get("copies") - before).as("copies of a class that " + TIMES + " redeployments left behind")
                .isLessThanOrEqualTo(KEPT_BY_SERVERS);
        assertThat(left.get("threads")).as("threads of the application").isLessThanOrEqualTo(1);
        assertThat(left.get("libraries")).isLessThanOrEqualTo(1);
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

    private static Map<String, Long> probed() {
        return Api.anonymous().get(TestInstallation.url().replace("/docex", "/probe/")).expect(200).text().lines()
                .map(line -> line.split("=")).collect(Collectors.toMap(pair -> pair[0], pair -> Long.valueOf(pair[1])));
    }
}
