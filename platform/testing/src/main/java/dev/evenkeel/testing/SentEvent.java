package dev.evenkeel.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.vertx.core.json.JsonObject;

/** An event that the running service has put into its outbox. */
public record SentEvent(String type, String subject, JsonObject data) {

    /** All that there are, in the order in which they were sent. */
    public static List<SentEvent> all() {
        List<SentEvent> events = new ArrayList<>();
        try (Connection connection = TestDatabase.ofRunningService().connect();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT type, subject, data FROM outbox_event ORDER BY position");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                events.add(new SentEvent(
                        rows.getString("type"), rows.getString("subject"), new JsonObject(rows.getString("data"))));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return events;
    }

    /** Those about one thing, in the order in which they were sent. */
    public static List<SentEvent> about(String subject) {
        return all().stream().filter(event -> event.subject().equals(subject)).toList();
    }
}
