package dev.evenkeel.alertrouter.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.evenkeel.alertrouter.PostedSilence;
import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.ShownMetrics;
import dev.evenkeel.alertrouter.alert.Fingerprint;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** What happens to alerts and silences is written where {@code event_recorder} says. */
@ServiceTest
class EventRecorderTest {

    private static int counter;

    @TempDir
    Path folder;

    private final HttpSink receiver = HttpSink.start();
    private final HttpSink listener = HttpSink.start();
    private final String name = "Recorded" + counter++;

    @BeforeEach
    void standStill() {
        TestClock.stop();
    }

    @AfterEach
    void close() {
        configure("");
        receiver.close();
        listener.close();
    }

    @Test
    void anAlertIsFollowedFromItsFirstReportToItsEnd() throws IOException {
        recordToFile();

        post(firing("a"));
        moveBy(Duration.ofSeconds(10));
        post(resolved("a"));
        moveBy(Duration.ofMinutes(1));

        List<JsonObject> events = awaitEvents("alertResolved", 1);
        assertThat(types(events))
                .containsExactly(
                        "alertCreated",
                        "alertGrouped",
                        "notification",
                        "alertGrouped",
                        "notification",
                        "alertResolved");
        JsonObject created =
                data(events.getFirst()).getJsonObject("alertCreated").getJsonObject("alert");
        assertThat(created.getString("name")).isEqualTo(name);
        assertThat(created.getString("fingerprint"))
                .isEqualTo(Long.toUnsignedString(
                        Fingerprint.of(Labels.of("alertname", name, "instance", "a", "severity", "info"))));
        JsonObject grouped = data(events.get(1)).getJsonObject("alertGrouped");
        assertThat(grouped.getJsonObject("groupInfo").fieldNames())
                .containsExactly("groupKey", "groupLabels", "groupId", "receiverName");
        JsonObject told = data(events.get(2)).getJsonObject("notification");
        assertThat(told.getString("reason")).isEqualTo("NOTIFY_REASON_FIRST_NOTIFICATION");
        assertThat(told.getString("repeatInterval")).isEqualTo("3600s");
        assertThat(told.getJsonObject("integration").getString("name")).isEqualTo("webhook");
        assertThat(details(told).getString("endsAt")).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(told.getJsonObject("groupInfo").getString("groupUuid")).isNotEmpty();
        JsonObject ended = data(events.get(4)).getJsonObject("notification");
        assertThat(ended.getString("reason")).isEqualTo("NOTIFY_REASON_ALL_ALERTS_RESOLVED");
        assertThat(ended.getJsonArray("resolvedAlerts")).hasSize(1);
        assertThat(ended.containsKey("firingAlerts")).isFalse();
        assertThat(Long.parseLong(ended.getString("flushId"))).isGreaterThan(Long.parseLong(told.getString("flushId")));
    }

    @Test
    void anAlertThatIsReportedAgainIsNotNewAndIsThereAsItIsStored() throws IOException {
        recordToFile();
        post(firing("a"));
        Instant began = TestClock.now();
        TestClock.advance(Duration.ofSeconds(5));

        post(firing("a"));

        List<JsonObject> events = awaitEvents("alertGrouped", 2);
        assertThat(types(events)).containsExactly("alertCreated", "alertGrouped", "alertGrouped");
        assertThat(data(events.getLast())
                        .getJsonObject("alertGrouped")
                        .getJsonObject("alert")
                        .getJsonObject("details")
                        .getInstant("startsAt"))
                .isEqualTo(began);
    }

    @Test
    void alertsArePutIntoTheGroupsOfAChangedTree() throws IOException {
        recordToFile();
        post(firing("a"));

        configure(toFile(), "[alertname, instance]");

        List<JsonObject> events = awaitEvents("alertGrouped", 2);
        assertThat(types(events)).containsExactly("alertCreated", "alertGrouped", "alertGrouped");
        assertThat(data(events.getLast())
                        .getJsonObject("alertGrouped")
                        .getJsonObject("groupInfo")
                        .getString("groupKey"))
                .isEqualTo("{}:{alertname=\"" + name + "\", instance=\"a\"}");
    }

    @Test
    void whatIsSilencedOrInhibitedIsRecordedAtEachTurn() throws IOException {
        recordToFile();
        String id = silence("a").post();
        post(firing("a"), firing("b", "critical"), firing("c", "warning"));
        moveBy(Duration.ofSeconds(10));

        List<JsonObject> events = awaitEvents("notification", 1);

        assertThat(types(events))
                .containsExactlyInAnyOrder(
                        "silenceCreated",
                        "alertCreated",
                        "alertCreated",
                        "alertCreated",
                        "alertGrouped",
                        "alertGrouped",
                        "alertGrouped",
                        "silenceMutedAlert",
                        "inhibitionMutedAlert",
                        "notification");
        assertThat(of(events, "silenceMutedAlert").getJsonObject("silence").getString("id"))
                .isEqualTo(id);
        JsonObject inhibited = of(events, "inhibitionMutedAlert");
        assertThat(inhibited.getJsonArray("inhibitRules").getJsonObject(0).getString("name"))
                .isEqualTo("worse first");
        assertThat(inhibited.getJsonArray("inhibitingFingerprints")).hasSize(1);
        assertThat(of(events, "notification").getJsonArray("mutedAlerts")).hasSize(2);
        assertThat(of(events, "notification").getJsonArray("firingAlerts")).hasSize(1);
    }

    @Test
    void aSilenceIsCreatedOrUpdatedAndItsEndIsNoEvent() throws IOException {
        recordToFile();
        String id = silence("a").post();
        silence("a").instead(id).post();
        String other = silence("b").instead(id).post();

        TestKeys.as(Role.RESPONDER).delete("/api/v2/silence/" + other).then().statusCode(200);

        List<JsonObject> events = awaitEvents("silenceCreated", 2);
        assertThat(types(events)).containsExactly("silenceCreated", "silenceUpdated", "silenceCreated");
        assertThat(data(events.getLast())
                        .getJsonObject("silenceCreated")
                        .getJsonObject("silence")
                        .getString("id"))
                .isEqualTo(other);
    }

    @Test
    void aWebhookIsPostedEachEventUntilItTakesIt() {
        configure(
                "event_recorder: {webhook_outputs: [{url: 'http://user:word@127.0.0.1:%d/hook?key=1', workers: 1, retry_backoff: 10ms}]}"
                        .formatted(listener.port()));
        listener.answerOnce(HttpSink.Answer.status(400)).answerOnce(new HttpSink.Answer.HangUp());

        post(firing("a"));

        List<HttpSink.Request> posted = listener.awaitRequests(4);
        assertThat(posted.subList(0, 3)).allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/hook?key=1");
            assertThat(request.header("Content-Type")).hasValue("application/json");
            assertThat(request.header("Authorization")).isPresent();
            assertThat(new JsonObject(request.body()).getJsonObject("data").fieldNames())
                    .containsExactly("alertCreated");
        });
        assertThat(posted.getLast().body()).contains("alertGrouped");
        String output = "webhook:http://127.0.0.1:" + listener.port();
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(ShownMetrics.now().sum("alertmanager_events_recorded_total", "output", output))
                                .isEqualTo(2));
        ShownMetrics shown = ShownMetrics.now();
        assertThat(shown.sum("alertmanager_event_recorder_bytes_written_total", "output", output))
                .isPositive();
        assertThat(shown.all("alertmanager_event_output_drops_total", "output", output))
                .singleElement()
                .satisfies(drops -> assertThat(drops.value()).isZero());
        assertThat(shown.all("alertmanager_event_recorder_queue_length")).hasSize(1);
    }

    @Test
    void aWebhookMayBePostedManyEventsAtOnce() {
        configure(
                "event_recorder: {webhook_outputs: [{url: '%s', batch: true, batch_max_events: 4, batch_flush_interval: 1h}]}"
                        .formatted(listener.url("/hook")));

        post(firing("a"), firing("b"), firing("c"));
        assertThat(new JsonArray(listener.awaitRequests(1).getFirst().body())).hasSize(4);
        configure("");

        // what is left is posted when the output is closed
        assertThat(new JsonArray(listener.awaitRequests(2).getLast().body())).hasSize(2);
    }

    @Test
    void aWebhookThatDoesNotAnswerHoldsUpNobody() throws IOException {
        Path file = folder.resolve("events.jsonl");
        configure(
                "event_recorder: {webhook_outputs: [{url: '%s', timeout: 1s, max_retries: 1}], file_outputs: [{path: '%s'}]}"
                        .formatted(listener.url("/hook"), file));
        listener.answer(HttpSink.Answer.status(200).after(Duration.ofSeconds(5)));
        long began = System.nanoTime();

        for (int i = 0; i < 20; i++) {
            post(firing("a" + i));
        }
        moveBy(Duration.ofSeconds(10));

        awaitEvents("notification", 1);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void aFileThatCannotBeWrittenIsCountedAndHoldsUpNobody() {
        configure("event_recorder: {file_outputs: [{path: /dev/full}]}");

        post(firing("a"));

        Awaitility.await()
                .untilAsserted(() -> assertThat(ShownMetrics.now()
                                .sum(
                                        "alertmanager_events_recorded_total",
                                        "output",
                                        "file:/dev/full",
                                        "result",
                                        "error"))
                        .isGreaterThanOrEqualTo(2));
    }

    private void recordToFile() {
        configure(toFile());
    }

    private String toFile() {
        return "event_recorder: {file_outputs: [{path: '%s'}]}".formatted(folder.resolve("events.jsonl"));
    }

    private void configure(String section) {
        configure(section, "[alertname]");
    }

    private void configure(String section, String groupBy) {
        RouterUnderTest.configure("""
                %s
                route: {receiver: team, group_by: %s, group_wait: 10s, group_interval: 1m, repeat_interval: 1h}
                receivers:
                - name: team
                  webhook_configs: [{url: '%s', send_resolved: true}]
                inhibit_rules:
                - name: worse first
                  source_matchers: [severity="critical"]
                  target_matchers: [severity="warning"]
                """.formatted(section, groupBy, receiver.url("/")));
    }

    private List<JsonObject> awaitEvents(String type, int atLeast) throws IOException {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> types(events()).stream().filter(type::equals).count() >= atLeast);
        return events();
    }

    private List<JsonObject> events() throws IOException {
        return Files.readAllLines(folder.resolve("events.jsonl")).stream()
                .map(JsonObject::new)
                .filter(event -> event.encode().contains(name))
                .toList();
    }

    private static List<String> types(List<JsonObject> events) {
        return events.stream()
                .map(event -> data(event).fieldNames().iterator().next())
                .toList();
    }

    private static JsonObject data(JsonObject event) {
        assertThat(event.fieldNames()).containsExactly("@timestamp", "instance", "data");
        return event.getJsonObject("data");
    }

    private static JsonObject of(List<JsonObject> events, String type) {
        return events.stream()
                .map(EventRecorderTest::data)
                .filter(data -> data.containsKey(type))
                .findFirst()
                .orElseThrow()
                .getJsonObject(type);
    }

    private static JsonObject details(JsonObject notification) {
        return notification.getJsonArray("alerts").getJsonObject(0).getJsonObject("details");
    }

    private static void moveBy(Duration time) {
        TestClock.advance(time);
        RouterUnderTest.flush();
    }

    private static void post(String... alerts) {
        RouterUnderTest.post("[" + String.join(",", alerts) + "]").statusCode(200);
    }

    private String firing(String instance) {
        return firing(instance, "info");
    }

    private String firing(String instance, String severity) {
        return "{\"labels\":{\"alertname\":\"%s\",\"instance\":\"%s\",\"severity\":\"%s\"}}"
                .formatted(name, instance, severity);
    }

    private String resolved(String instance) {
        Instant now = TestClock.now();
        return firing(instance)
                .replaceAll("}$", ",\"startsAt\":\"" + now.minusSeconds(1) + "\",\"endsAt\":\"" + now + "\"}");
    }

    private PostedSilence silence(String instance) {
        return PostedSilence.of("alertname", name, "instance", instance);
    }
}
