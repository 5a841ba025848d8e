package org.docex.storage;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Ends the uploads that are still under way when the application stops: nobody could commit them any more. */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class UploadsAtStop {
    @Inject
    TenantStorage storage;

    @Inject
    ServerStorages storages;

    @PreDestroy
    void end() {
        storage.endUploads();
        storages.close();
    }
}
