package org.docex.tenant.isolation;

import java.util.stream.Stream;
import org.eclipse.persistence.sessions.SessionCustomizer;
import org.eclipse.persistence.sessions.Connector;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.server.ConnectionPool;
import org.eclipse.persistence.sessions.server.ServerSession;

/**
 * Puts the gates into EclipseLink's session. Named in {@code persistence.xml}.
 *
 * <p>Every login gets the connector of the main one: Payara brings a second, non-transactional read source, through which
 * reads would leave the transaction.
 */
public final class TenantSessionCustomizer implements SessionCustomizer {
    /** The property of the session that holds its gate. */
    static final String GATE = "org.docex.tenant.gate";

    @Override
    public void customize(Session session) {
        ServerSession server = (ServerSession) session;
        Connector main = ((DatabaseLogin) server.getDatasourceLogin()).getConnector();
        TenantConnector.Gate gate = new TenantConnector.Gate();
        logins(server).distinct().forEach(login -> {
            login.setConnector(new TenantConnector(main, gate));
            login.setQueryRetryAttemptCount(0);
            login.setDelayBetweenConnectionAttempts(0);
        });
        server.getEventManager().addListener(new TenantSessionListener(gate));
        server.setProperty(GATE, gate);
    }

    private static Stream<DatabaseLogin> logins(ServerSession server) {
        return Stream.concat(
                        Stream.of(server.getDatasourceLogin(), server.getReadConnectionPool().getLogin()),
                        server.getConnectionPools().values().stream().map(ConnectionPool::getLogin))
                .map(DatabaseLogin.class::cast);
    }
}
