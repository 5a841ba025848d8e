package org.docex.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TenantApiIT {
    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.docex();
    }

    @Test
    void provisions_a_tenant_and_shows_it() {
        Api.Answer created = Api.admin().post("/admin/tenants", "{\"tenant_id\":\"acme\",\"display_name\":\"Acme Corp\"}").expect(201);

        assertThat(created.header("Location")).hasValueSatisfying(location -> assertThat(location).endsWith("/admin/tenants/acme"));
        assertThat(created.json().getString("status")).isEqualTo("ACTIVE");
        assertThat(created.json().getString("created_by")).isEqualTo("root");
        assertThat(Api.admin().get("/admin/tenants/acme").expect(200).text()).isEqualTo(created.text());
        Api.admin().post("/admin/tenants", "{\"tenant_id\":\"acme\",\"display_name\":\"Other\"}").expect(409, "tenant-exists");
        assertThat(Api.admin().get("/admin/tenants/acme").text()).isEqualTo(created.text());
    }
}
