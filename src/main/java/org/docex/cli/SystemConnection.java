package org.docex.cli;

import org.docex.cli.run.Environment;
import org.docex.config.DocexConfig;
import org.docex.config.DocexConfig.Sqlite;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** The system database as the command line reaches it. */
final class SystemConnection {
    private static final int BUSY_MILLIS = 10_000;

    private SystemConnection() {}

    static DataSource of(DocexConfig config) {
        if (config.database() instanceof Sqlite) {
            SQLiteConfig settings = new SQLiteConfig();
            settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
            settings.setSynchronous(SynchronousMode.FULL);
            settings.setBusyTimeout(BUSY_MILLIS);
            settings.enforceForeignKeys(true);
            settings.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
            settings.resetOpenMode(SQLiteOpenMode.CREATE);
            SQLiteDataSource source = new SQLiteDataSource(settings);
            source.setUrl("jdbc:sqlite:" + config.multiTenancy().bootstrapTenant().databasePath());
            return source;
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            source.setUrl(environment("DOCEX_DATABASE_URL"));
        } catch (IllegalArgumentException notOurs) {
            // Without the cause: it quotes the address, and a password may stand in it.
            throw new DocexException(ErrorCode.NOT_CONFIGURED, "DOCEX_DATABASE_URL is no address of a PostgreSQL database. "
                    + "Write it like jdbc:postgresql://localhost:5432/docex; login and password go into DOCEX_DATABASE_USER and _PASSWORD.");
        }
        source.setUser(environment("DOCEX_DATABASE_USER"));
        Environment.secret("DOCEX_DATABASE_PASSWORD").ifPresent(source::setPassword);
        return source;
    }

    private static String environment(String name) {
        return Environment.value(name).orElseThrow(() -> new DocexException(ErrorCode.NOT_CONFIGURED,
                        "Set " + name + " to reach the PostgreSQL database of this installation."));
    }
}
