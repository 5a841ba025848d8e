package org.docex.migration.report;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;

/** Faults of the machine under a migration, as their cures. What was done before one is kept. */
public final class Faults {
    private static final String AGAIN = " Then run the command again; it goes on where it was.";

    private Faults() {}

    /** What an exception says, without the full stop that some have. */
    public static String said(Throwable fault) {
        return String.valueOf(fault.getMessage()).replaceFirst("[.\\s]+$", "");
    }

    /** @param where what could not be used, for example {@code the new home /var/lib/docex} */
    public static DocexException of(String where, Exception fault) {
        if (fault instanceof DocexException known) {
            return known;
        }
        Throwable cause = fault instanceof UncheckedIOException && fault.getCause() != null ? fault.getCause() : fault;
        String message = said(cause);
        if (isFull(cause, message)) {
            return new DocexException(ErrorCode.STORAGE_FULL, "No room is left for " + where + ": " + message + ". Make room." + AGAIN, fault);
        }
        return cause instanceof SQLException
                ? new DocexException(ErrorCode.DATABASE_UNAVAILABLE, "Cannot use " + where + ": " + message + ". Correct the fault." + AGAIN, fault)
                : new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "Cannot use " + where + ": " + explained(cause, message)
                        + ". Correct the path or its permissions." + AGAIN, fault);
    }

    /** The kernel's words, SQLite's result code 13, PostgreSQL's SQLSTATE 53100. */
    private static boolean isFull(Throwable cause, String message) {
        return message.contains("No space left on device") || message.contains("Disk quota exceeded") || message.contains("SQLITE_FULL")
                || cause instanceof SQLException sql && "53100".equals(sql.getSQLState());
    }

    /** Some exceptions say nothing but a path. */
    private static String explained(Throwable cause, String message) {
        String what = cause instanceof AccessDeniedException ? "no permission for "
                : cause instanceof NoSuchFileException ? "there is no " : "";
        return cause instanceof FileSystemException || cause instanceof IOException ? what + message : message;
    }
}
