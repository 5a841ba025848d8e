package org.docex.basket;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.docex.cli.Docex;
import org.docex.tenant.TenantId;
import org.docex.tenant.UserContext;
import org.docex.tenant.context.TenantUnit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What no feature may do; each architecture sentence must flag its leak here. */
final class PlantedLeaks {
    private static final ThreadLocal<String> TENANT = new ThreadLocal<>();
    static int mutableStatic;

    private PlantedLeaks() {}

    static String plainSql(Connection connection) throws SQLException {
        return connection.getSchema();
    }

    static EntityManager unguarded(EntityManagerFactory factory) {
        return factory.createEntityManager();
    }

    static String anotherTenant(UserContext context) {
        TENANT.set("x");
        return context.tenantId().orElse("") + new TenantId("other") + TenantUnit.current();
    }

    static List<?> nativeSql(EntityManager entities, String input) {
        return entities.createNativeQuery("SELECT " + input).getResultList();
    }

    static int leaf() {
        return Docex.run("--help");
    }
}
