package dev.evenkeel.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SettledDatabaseTest {

    private final TestDatabase database = EmbeddedPostgres.running().emptyDatabase();

    @BeforeEach
    void aSchemaWithOneSeededTeam() throws SQLException {
        database.execute("""
                CREATE TABLE team (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL,
                    shout text GENERATED ALWAYS AS (upper(name)) STORED);
                CREATE TABLE player (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    team bigint NOT NULL REFERENCES team (id));
                CREATE TABLE hit (at date NOT NULL) PARTITION BY RANGE (at);
                CREATE TABLE hit_2026 PARTITION OF hit FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                INSERT INTO team (name) VALUES ('seed');
                """);
        settle();
    }

    @Test
    void rowsOfATestAreGoneAndRowsFromTheStartAreBack() throws SQLException {
        database.execute("INSERT INTO team (name) VALUES ('test'); INSERT INTO player (team) VALUES (1), (2);"
                + " INSERT INTO hit VALUES ('2026-05-05'); UPDATE team SET name = 'changed' WHERE id = 1");

        settle();

        assertThat(column("SELECT shout FROM team")).containsExactly("SEED");
        assertThat(column("SELECT id::text FROM player")).isEmpty();
        assertThat(column("SELECT at::text FROM hit")).isEmpty();
    }

    @Test
    void sequencesCountFromWhereTheyStood() throws SQLException {
        database.execute("INSERT INTO team (name) VALUES ('a'), ('b'), ('c')");

        settle();

        database.execute("INSERT INTO team (name) VALUES ('next')");
        assertThat(column("SELECT id::text FROM team ORDER BY id")).containsExactly("1", "2");
    }

    private void settle() throws SQLException {
        try (Connection connection = database.connect()) {
            SettledDatabase.settle(connection);
        }
    }

    private List<String> column(String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
