package org.docex.tenant.isolation;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;

/**
 * Stamps every session with its tenant and compares the stamp before every query: a session that outlived its transaction
 * (a detached lazy list) or its unit would otherwise read with another tenant's connection.
 */
final class TenantSessionListener extends SessionEventAdapter {
    private final TenantConnector.Gate gate;

    TenantSessionListener(TenantConnector.Gate gate) {
        this.gate = gate;
    }

    @Override
    public void postLogin(SessionEvent event) {
        Session session = event.getSession();
        session.getDescriptors().values().forEach(descriptor -> {
            if (!descriptor.getCachePolicy().isIsolated()) {
                throw new IllegalStateException(
                        descriptor.getAlias() + " is not isolated: a shared cache hands one tenant's rows to another");
            }
        });
        gate.loggedIn();
    }

    @Override
    public void postAcquireClientSession(SessionEvent event) {
        stamp(event);
    }

    @Override
    public void postAcquireUnitOfWork(SessionEvent event) {
        stamp(event);
    }

    @Override
    public void preExecuteQuery(SessionEvent event) {
        if (!(event.getSession().getProperty(TenantStamp.PROPERTY) instanceof TenantStamp stamp)
                || !stamp.boundary().isSameAs(gate.transactions().bind().boundary())) {
            throw new DocexException(ErrorCode.ISOLATION_VIOLATION,
                    "A session is used by the tenant it was made for only. Load the data again in this unit.");
        }
    }

    private void stamp(SessionEvent event) {
        event.getSession().setProperty(TenantStamp.PROPERTY, gate.transactions().stamp());
    }
}
