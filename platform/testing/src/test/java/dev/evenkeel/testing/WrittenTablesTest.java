package dev.evenkeel.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class WrittenTablesTest {

    private Connection connection;

    @BeforeEach
    void makeATable() throws SQLException {
        connection = TestDatabase.ofRunningService().connect();
        execute("CREATE TABLE written_here (n int)");
    }

    @AfterEach
    void removeIt() throws SQLException {
        connection.setAutoCommit(true);
        execute("DROP TABLE written_here");
        connection.close();
    }

    @Test
    void aWrittenRowIsToldOnce() throws SQLException {
        try (WrittenTables written = WrittenTables.watch()) {
            execute("INSERT INTO written_here VALUES (1), (2)");

            assertThat(written.sinceLastAsked()).contains("written_here (insert)");
            assertThat(written.sinceLastAsked()).doesNotContain("written_here (insert)");
        }
    }

    @Test
    void changesThatTouchNoRowOrAreRolledBackAreNotTold() throws SQLException {
        try (WrittenTables written = WrittenTables.watch()) {
            execute("DELETE FROM written_here");
            connection.setAutoCommit(false);
            execute("INSERT INTO written_here VALUES (1)");
            connection.rollback();

            assertThat(written.sinceLastAsked()).noneMatch(table -> table.startsWith("written_here"));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
