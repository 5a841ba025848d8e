package org.docex.tenant.isolation;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.docex.tenant.Reads;
import org.docex.tenant.TenantService;
import org.docex.tenant.context.TenantUnit;

/** Joins transaction and unit at every business method; the first one decides whether the transaction only reads. */
@TenantService
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_AFTER)
public class TenantServiceInterceptor {
    private final TenantTransactions transactions = new TenantTransactions();

    @AroundInvoke
    Object join(InvocationContext call) throws Exception {
        TenantUnit.required();
        transactions.bind(call.getMethod().isAnnotationPresent(Reads.class));
        return call.proceed();
    }
}
