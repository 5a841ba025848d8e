package org.docex.log;

import java.util.Optional;

/** Knows what the current thread works for; a bean of {@code tenant.context} in a server, nobody on the command line. */
public interface LogSubject {
    Optional<String> request();

    Optional<String> tenant();

    Optional<String> user();
}
