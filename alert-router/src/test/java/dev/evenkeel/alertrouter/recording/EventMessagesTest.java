package dev.evenkeel.alertrouter.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.inhibition.InhibitRule;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.Matcher.Operator;
import dev.evenkeel.alertrouter.matching.Matchers;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.NotificationReason;
import dev.evenkeel.alertrouter.notification.NotifiedAlert;
import dev.evenkeel.alertrouter.notification.inbox.InboxSettings;
import dev.evenkeel.alertrouter.recording.RecordedEvent.Group;
import dev.evenkeel.alertrouter.silence.Silence;
import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

/** Every event in the words of Alertmanager's own recorder, but for white space, which differs between its builds. */
class EventMessagesTest {

    private static final Instant NOW = Instant.parse("2026-08-22T10:00:00.123456789Z");
    private static final Labels LABELS = Labels.of("alertname", "HighCPU", "job", "a");
    private static final Alert FIRING = alert(LABELS, Instant.parse("2026-08-22T10:05:00Z"));
    private static final Alert ENDED =
            alert(Labels.of("alertname", "HighCPU", "job", "b"), Instant.parse("2026-08-22T09:59:00.5Z"));

    private static final String FIRING_HASH = hash(FIRING);
    private static final String ENDED_HASH = hash(ENDED);
    private static final String GROUP =
            """
            {"groupKey":"{}/{team=\\"x\\"}:{alertname=\\"HighCPU\\"}",\
            "groupLabels":{"labels":[{"key":"alertname","value":"HighCPU"}]},\
            "groupId":"%s","receiverName":"team\"""".formatted("204a12296360709546c2b4e8f2ea686f6cf6185adfac77c1e8772fddf652127d");

    @Test
    void theStartOfTheProcess() {
        assertThat(json(new RecordedEvent.Started("1.2.3", "(java=25)"))).isEqualTo("""
                {"@timestamp":"2026-08-22T10:00:00.123456789Z","instance":"am-0","data":{"alertmanagerStartupEvent":\
                {"version":"1.2.3","buildContext":"(java=25)"}}}""");
    }

    @Test
    void theEndOfAProcessThatDoesNotKnowItsName() {
        assertThat(new QueuedEvent(Instant.parse("2026-08-22T10:00:00Z"), "", new RecordedEvent.Stopped()).json())
                .isEqualTo("{\"@timestamp\":\"2026-08-22T10:00:00Z\",\"data\":{\"alertmanagerShutdownEvent\":{}}}");
    }

    @Test
    void aNewAlert() {
        assertThat(json(new RecordedEvent.AlertCreated(FIRING)))
                .isEqualTo("{\"@timestamp\":\"2026-08-22T10:00:00.123456789Z\",\"instance\":\"am-0\",\"data\":"
                        + "{\"alertCreated\":{\"alert\":" + firing("2026-08-22T10:05:00Z") + "}}}");
    }

    @Test
    void anAlertThatHasEndedSaysSo() {
        assertThat(json(new RecordedEvent.AlertCreated(ENDED)))
                .contains("\"endsAt\":\"2026-08-22T09:59:00.500Z\",\"resolved\":true}");
    }

    @Test
    void textsAreEscapedAsProtobufDoes() {
        Alert odd = alert(Labels.of("alertname", "a\"b\\c\n\u0001<>&\u00e4\ud83d\ude00"), NOW);

        assertThat(json(new RecordedEvent.AlertCreated(odd)))
                .contains("\"name\":\"a\\\"b\\\\c\\n\\u0001<>&\u00e4\ud83d\ude00\"");
    }

    @Test
    void anAlertWithoutANameHasNone() {
        assertThat(json(new RecordedEvent.AlertCreated(alert(Labels.of("job", "a"), NOW))))
                .doesNotContain("\"name\"");
    }

    @Test
    void anAlertInAGroupIsThereWithItsHashAndNeitherMatchersNorIdOfTheGroup() {
        assertThat(json(new RecordedEvent.AlertGrouped(FIRING, group())))
                .isEqualTo("{\"@timestamp\":\"2026-08-22T10:00:00.123456789Z\",\"instance\":\"am-0\",\"data\":"
                        + "{\"alertGrouped\":{\"alert\":{\"hash\":\"" + FIRING_HASH + "\",\"details\":"
                        + firing("2026-08-22T10:05:00Z") + "},\"groupInfo\":" + groupInfo("") + "}}}");
    }

    @Test
    void anAlertThatLeavesItsGroup() {
        assertThat(json(new RecordedEvent.AlertResolved(ENDED, group())))
                .contains("{\"alertResolved\":{\"alert\":{\"hash\":\"" + ENDED_HASH + "\",\"details\":{")
                .endsWith(",\"resolved\":true}},\"groupInfo\":" + groupInfo("") + "}}}");
    }

    @Test
    void aNotificationHasAllOfWhatWasToldAndTheHashesOfWhatDecidedIt() {
        var route = new Matchers(List.of(new Matcher("team", Operator.REGEX, "x|y")));
        UUID id = UUID.fromString("01234567-89ab-4def-8123-456789abcdef");
        var event = new RecordedEvent.Notified(
                List.of(new NotifiedAlert(FIRING, false)),
                List.of(new NotifiedAlert(FIRING, false), new NotifiedAlert(ENDED, true)),
                List.of(ENDED),
                new Group(group().key(), group().labels(), "team", route, Optional.of(id)),
                Duration.ofHours(4),
                NotificationReason.REPEAT_INTERVAL_ELAPSED,
                17,
                new Integration("team", 2, new InboxSettings(false)));

        assertThat(json(event))
                .isEqualTo("{\"@timestamp\":\"2026-08-22T10:00:00.123456789Z\",\"instance\":\"am-0\",\"data\":"
                        + "{\"notification\":{\"alerts\":[{\"hash\":\"" + FIRING_HASH + "\",\"details\":"
                        + firing("0001-01-01T00:00:00Z") + "}],\"firingAlerts\":[{\"hash\":\"" + FIRING_HASH
                        + "\"}],\"resolvedAlerts\":[{\"hash\":\"" + ENDED_HASH + "\"}],\"mutedAlerts\":[{\"hash\":\""
                        + ENDED_HASH + "\"}],\"groupInfo\":"
                        + groupInfo(
                                ",\"matchers\":[{\"type\":\"TYPE_REGEXP\",\"name\":\"team\",\"pattern\":\"x|y\",\"rendered\":\"team=~\\\"x|y\\\"\"}],\"groupUuid\":\"01234567-89ab-4def-8123-456789abcdef\"")
                        + ",\"repeatInterval\":\"14400s\",\"reason\":\"NOTIFY_REASON_REPEAT_INTERVAL_ELAPSED\","
                        + "\"flushId\":\"17\",\"integration\":{\"name\":\"inbox\",\"index\":\"2\"}}}}");
    }

    @Test
    void whatIsZeroIsLeftOutAndSpansHaveAsManyDigitsAsTheyNeed() {
        var event = new RecordedEvent.Notified(
                List.of(),
                List.of(),
                List.of(),
                group(),
                Duration.ofMillis(1500),
                NotificationReason.UNKNOWN,
                0,
                new Integration("team", 0, new InboxSettings(false)));

        assertThat(json(event))
                .endsWith("\"data\":{\"notification\":{\"groupInfo\":" + groupInfo("")
                        + ",\"repeatInterval\":\"1.500s\",\"integration\":{\"name\":\"inbox\"}}}}");
    }

    @Test
    void aSilenceHasItsMatchersInBothPlaces() {
        String matchers = "[{\"type\":\"TYPE_EQUAL\",\"name\":\"a\",\"pattern\":\"b\",\"rendered\":\"a=\\\"b\\\"\"},"
                + "{\"type\":\"TYPE_NOT_EQUAL\",\"name\":\"c d\",\"rendered\":\"\\\"c d\\\"!=\\\"\\\"\"}]";

        assertThat(json(new RecordedEvent.SilenceCreated(silence())))
                .endsWith("\"data\":{\"silenceCreated\":{\"silence\":" + silenceJson(matchers) + "}}}");
        assertThat(json(new RecordedEvent.SilenceUpdated(silence())))
                .endsWith("\"data\":{\"silenceUpdated\":{\"silence\":" + silenceJson(matchers) + "}}}");
        assertThat(json(new RecordedEvent.SilenceMutedAlert(silence(), FIRING)))
                .endsWith("\"data\":{\"silenceMutedAlert\":{\"silence\":" + silenceJson(matchers) + ",\"mutedAlert\":"
                        + muted() + "}}}");
    }

    @Test
    void anInhibitedAlertNamesTheRuleAndWhatInhibitsIt() {
        var rule = new InhibitRule(
                "worse first",
                new Matchers(List.of(new Matcher("severity", Operator.EQUAL, "critical"))),
                new Matchers(List.of(new Matcher("severity", Operator.NOT_REGEX, "critical|page"))),
                new TreeSet<>(List.of("job", "cluster")));

        assertThat(json(new RecordedEvent.InhibitionMutedAlert(rule, FIRING, -1)))
                .endsWith("\"data\":{\"inhibitionMutedAlert\":{\"inhibitRules\":[{\"sourceMatchers\":[{\"type\":"
                        + "\"TYPE_EQUAL\",\"name\":\"severity\",\"pattern\":\"critical\",\"rendered\":"
                        + "\"severity=\\\"critical\\\"\"}],\"targetMatchers\":[{\"type\":\"TYPE_NOT_REGEXP\",\"name\":"
                        + "\"severity\",\"pattern\":\"critical|page\",\"rendered\":\"severity!~\\\"critical|page\\\"\"}],"
                        + "\"equalLabels\":[\"cluster\",\"job\"],\"name\":\"worse first\"}],\"mutedAlert\":" + muted()
                        + ",\"inhibitingFingerprints\":[\"18446744073709551615\"]}}}");
    }

    /** By hand from the encoding's rules: tag, length, value. */
    @Test
    void inProtobufFieldsAreTaggedByTheirNumbers() {
        byte[] stopped = new QueuedEvent(Instant.ofEpochSecond(1, 300), "am", new RecordedEvent.Stopped()).protobuf();

        assertThat(HexFormat.of().formatHex(stopped))
                .isEqualTo("0a05" + "0801" + "10ac02" + "1202" + "616d" + "1a02" + "1200");
    }

    @Test
    void inProtobufRepeatedNumbersArePackedAndNegativeSecondsTakeTenBytes() {
        var message = new Message()
                .wholes(3, "many", List.of(1L, 300L, -1L))
                .moment(5, "startsAt", Instant.parse("0001-01-01T00:00:00Z"))
                .truth(7, "resolved", true);

        assertThat(HexFormat.of().formatHex(MessageBytes.write(message)))
                .isEqualTo("1a0d" + "01" + "ac02" + "ffffffffffffffffff01" + "2a0b" + "08" + "8092b8c398feffffff01"
                        + "3801");
    }

    private static String json(RecordedEvent event) {
        return new QueuedEvent(NOW, "am-0", event).json();
    }

    private static Alert alert(Labels labels, Instant endsAt) {
        return Alert.of(labels, Map.of(), Instant.parse("2026-08-22T10:00:00Z"), endsAt, "http://p/g", NOW, false);
    }

    private static String hash(Alert alert) {
        return Long.toUnsignedString(LabelsHash.of(alert.labels()));
    }

    private static String firing(String endsAt) {
        return """
                {"fingerprint":"%s","name":"HighCPU","labels":{"labels":[{"key":"alertname","value":"HighCPU"},\
                {"key":"job","value":"a"}]},"annotations":{},"startsAt":"2026-08-22T10:00:00Z","endsAt":"%s"}""".formatted(Long.toUnsignedString(FIRING.fingerprint()), endsAt);
    }

    private static String muted() {
        return """
                {"labels":{"labels":[{"key":"alertname","value":"HighCPU"},{"key":"job","value":"a"}]},\
                "fingerprint":"%s"}""".formatted(Long.toUnsignedString(FIRING.fingerprint()));
    }

    private static Group group() {
        return Group.of("{}/{team=\"x\"}:{alertname=\"HighCPU\"}", Labels.of("alertname", "HighCPU"), "team");
    }

    private static String groupInfo(String rest) {
        return GROUP + rest + "}";
    }

    private static Silence silence() {
        return new Silence(
                UUID.fromString("00000000-0000-4000-8000-000000000001"),
                List.of(new Matcher("a", Operator.EQUAL, "b"), new Matcher("c d", Operator.NOT_EQUAL, "")),
                Instant.parse("2026-08-22T10:00:00Z"),
                Instant.parse("2026-08-22T12:00:00Z"),
                Instant.parse("2026-08-22T09:00:00.25Z"),
                "anna",
                "deploy",
                new TreeMap<>(Map.of("ticket", "7")));
    }

    private static String silenceJson(String matchers) {
        return "{\"id\":\"00000000-0000-4000-8000-000000000001\",\"matchers\":" + matchers
                + ",\"startsAt\":\"2026-08-22T10:00:00Z\",\"endsAt\":\"2026-08-22T12:00:00Z\","
                + "\"updatedAt\":\"2026-08-22T09:00:00.250Z\",\"createdBy\":\"anna\",\"comment\":\"deploy\","
                + "\"matcherSets\":[{\"matchers\":" + matchers + "}]}";
    }
}
