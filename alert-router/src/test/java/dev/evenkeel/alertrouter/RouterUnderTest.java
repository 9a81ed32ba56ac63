package dev.evenkeel.alertrouter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.eclipse.microprofile.config.ConfigProvider;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

/** What every test asks of the alert-router that it talks to. */
public final class RouterUnderTest {

    private RouterUnderTest() {}

    /** Puts a configuration in force. */
    public static void configure(String yaml) {
        TestKeys.as(Role.OPERATOR)
                .contentType("text/plain; charset=UTF-8")
                .body(yaml)
                .when()
                .put("/api/v1/configuration/files/alertmanager.yml")
                .then()
                .statusCode(200);
        Tasks.run("regroup-alerts");
    }

    /** From here on the clock stands still, and there is nothing yet; every group is due as soon as it is made. */
    public static void beginWithGroupsDueAtOnce() throws SQLException {
        TestClock.stop();
        configure("""
                route: {receiver: team, group_by: [alertname], group_wait: 0s, group_interval: 1m}
                receivers: [{name: team, inbox_configs: [{}]}]
                """);
        TestDatabase.ofRunningService()
                .execute("TRUNCATE alert, alert_group, further_membership, notification_log, inbox_notification");
    }

    /** Changes the file and has it read again. */
    public static void reload(String yaml) {
        Path folder = Path.of(ConfigProvider.getConfig().getValue("evenkeel.configuration.folder", String.class));
        try {
            Files.writeString(folder.resolve("alertmanager.yml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TestKeys.as(Role.OPERATOR).when().post("/-/reload").then().statusCode(200);
        Tasks.run("regroup-alerts");
    }

    public static ValidatableResponse post(String alerts) {
        return TestKeys.as(Role.INGEST)
                .contentType(ContentType.JSON)
                .body(alerts)
                .when()
                .post("/api/v2/alerts")
                .then();
    }

    /** Has the due groups looked at, and waits until that is done. */
    public static void flush() {
        Tasks.run("flush-groups");
    }
}
