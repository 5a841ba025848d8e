package org.example.host;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.tenant.TenantId;
import org.docex.tenant.provisioning.TenantProvisioner;

/** A new customer: the one place where tenants are made. */
@Path("customers")
@RequestScoped
public class Onboarding {
    @Inject
    Instance<TenantProvisioner> provisioner;

    static void requireOperator(String key) {
        if (!"key-of-the-operator".equals(key)) {
            throw new NotAuthorizedException("X-Api-Key");
        }
    }

    /** Making one that is there already is fine. */
    @PUT
    @Path("{id}")
    @Produces(MediaType.TEXT_PLAIN)
    public String add(@PathParam("id") String id, @HeaderParam("X-Api-Key") String key) {
        requireOperator(key);
        try {
            return provisioner.get().create(TenantId.business(id), id, "host-application").status().name();
        } catch (DocexException e) {
            if (e.code() == ErrorCode.TENANT_EXISTS) {
                return "EXISTS";
            }
            throw e;
        }
    }
}
