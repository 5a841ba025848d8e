package org.docex.audit;

import java.util.Optional;

/**
 * Who acts, and from where.
 *
 * @param origin the address the request came from; empty for work that came from no request
 */
record Who(String tenantId, String userId, Optional<String> origin, Optional<String> requestId) {}
