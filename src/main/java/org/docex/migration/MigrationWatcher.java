package org.docex.migration;

/** Told how far a migration is. */
@FunctionalInterface
public interface MigrationWatcher {
    /**
     * @param tenant the new tenant, or nothing for the installation
     * @param what for example {@code documents}
     * @param done how many of them are done
     * @param total how many there are; 0 where nobody knows
     */
    void at(String tenant, String what, long done, long total);
}
