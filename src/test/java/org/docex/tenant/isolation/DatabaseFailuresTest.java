package org.docex.tenant.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBException;
import jakarta.persistence.PersistenceException;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailuresTest {
    @ParameterizedTest
    @CsvSource({"duplicate key,23505,CHANGED_MEANWHILE", "UNIQUE constraint failed: docbasket.name,,CHANGED_MEANWHILE",
        "violates foreign key constraint,23503,CHANGED_MEANWHILE", "violates RESTRICT setting,23001,CHANGED_MEANWHILE",
        "FOREIGN KEY constraint failed,,CHANGED_MEANWHILE", "invalid byte sequence,22021,REQUEST_INVALID",
        "the connection is gone,08006,DATABASE_UNAVAILABLE"})
    void tells_refusals_of_the_database_apart(String message, String state, ErrorCode code) {
        Throwable failure = new EJBException(new PersistenceException(new SQLException(message, state)));
        assertThat(new DatabaseFailures().translate(failure)).map(DocexException::code).contains(code);
    }

    @Test
    void knows_nothing_of_other_failures() {
        assertThat(new DatabaseFailures().translate(new IllegalStateException("a bug"))).isEmpty();
    }
}
