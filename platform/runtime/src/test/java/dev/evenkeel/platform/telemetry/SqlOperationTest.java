package dev.evenkeel.platform.telemetry;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SqlOperationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT a, b FROM alerts WHERE id = $1 | select alerts",
                "select 1 | select",
                "INSERT INTO outbox (id) SELECT * FROM unnest($1::text[]) | insert outbox",
                "UPDATE only checks SET x = 'delete from y' | update checks",
                "DELETE FROM \"Inbox\" | delete inbox",
                "WITH due AS (SELECT id FROM tasks FOR UPDATE SKIP LOCKED) UPDATE tasks SET x = 1 | update tasks",
                "WITH a AS (SELECT 1 FROM b) SELECT * FROM a | select b",
                "/* a hint */ BEGIN | begin",
                "(SELECT 1 FROM x) UNION (SELECT 2) | select x",
                "'what is this' | other"
            })
    void aStatementIsNamedByVerbAndTable(String sql, String name) {
        assertThat(SqlOperation.name(sql)).isEqualTo(name);
    }

    @Property
    void anyTextHasAName(@ForAll String sql) {
        assertThat(SqlOperation.name(sql)).isNotEmpty();
    }

    @Test
    void namesAreBounded() {
        SqlOperation operations = new SqlOperation();
        for (int i = 0; i < 10_000; i++) {
            operations.of("SELECT * FROM table_" + i);
        }

        assertThat(operations.of("SELECT * FROM another")).isEqualTo("other");
        assertThat(operations.of("SELECT * FROM table_1")).isEqualTo("select table_1");
    }
}
