package dev.evenkeel.alertrouter.listing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.evenkeel.alertrouter.alert.Fingerprint;
import dev.evenkeel.alertrouter.alert.JsonText;
import dev.evenkeel.alertrouter.compatibility.V2Time;

import static dev.evenkeel.alertrouter.alert.JsonText.utf8;

/** Writes alerts as API v2 shows them, fields in Alertmanager's order; what is stored as JSON passes as it is. */
final class GettableAlertJson {

    private static final byte[] ANNOTATIONS = utf8("{\"annotations\":");
    private static final byte[] ENDS_AT = utf8(",\"endsAt\":\"");
    private static final byte[] FINGERPRINT = utf8("\",\"fingerprint\":\"");
    private static final byte[] RECEIVERS = utf8("\",\"receivers\":");
    private static final byte[] STARTS_AT = utf8(",\"startsAt\":\"");
    private static final byte[] ACTIVE = utf8(
            "\",\"status\":{\"inhibitedBy\":[],\"mutedBy\":[],\"silencedBy\":[],\"state\":\"active\"},\"updatedAt\":\"");
    private static final byte[] INHIBITED_BY = utf8("\",\"status\":{\"inhibitedBy\":");
    private static final byte[] MUTED_BY = utf8(",\"mutedBy\":");
    private static final byte[] SILENCED_BY = utf8(",\"silencedBy\":");
    private static final byte[] SUPPRESSED = utf8(",\"state\":\"suppressed\"},\"updatedAt\":\"");
    private static final byte[] END_OF_TEXT = utf8("\"");
    private static final byte[] GENERATOR_URL = utf8(",\"generatorURL\":");
    private static final byte[] LABELS = utf8(",\"labels\":");

    private final JsonText json;
    /** Most alerts of a list have one of a few. */
    private final Map<List<String>, byte[]> receiversInJson = new HashMap<>();

    /** @param json to which alerts are added */
    GettableAlertJson(JsonText json) {
        this.json = json;
    }

    /** @param mutedBy names of the time intervals that mute the group in which it is shown */
    void add(ListedAlert alert, List<String> receivers, AlertStatus status, List<String> mutedBy) {
        json.add(ANNOTATIONS).add(alert.annotations());
        json.add(ENDS_AT).add(V2Time.ascii(alert.endsAt()));
        json.add(FINGERPRINT).add(Fingerprint.ascii(alert.fingerprint()));
        json.add(RECEIVERS).add(receiversInJson.computeIfAbsent(receivers, GettableAlertJson::inJson));
        json.add(STARTS_AT).add(V2Time.ascii(alert.startsAt()));
        addStatus(status, mutedBy);
        json.add(V2Time.ascii(alert.updatedAt())).add(END_OF_TEXT);
        if (!alert.generatorUrl().isEmpty()) {
            json.add(GENERATOR_URL).addText(alert.generatorUrl());
        }
        json.add(LABELS).add(alert.labels()).add('}');
    }

    private static byte[] inJson(List<String> receivers) {
        var array = new JsonText(64).add('[');
        String separator = "{\"name\":";
        for (String receiver : receivers) {
            array.add(utf8(separator)).addText(receiver).add('}');
            separator = ",{\"name\":";
        }
        return array.add(']').toBytes();
    }

    private void addStatus(AlertStatus status, List<String> mutedBy) {
        if (status.isActive() && mutedBy.isEmpty()) {
            json.add(ACTIVE);
            return;
        }
        json.add(INHIBITED_BY);
        addTexts(status.inhibitedBy().map(Fingerprint::text).map(List::of).orElse(List.of()));
        json.add(MUTED_BY);
        addTexts(mutedBy);
        json.add(SILENCED_BY);
        addTexts(status.silencedBy().stream().map(UUID::toString).toList());
        json.add(SUPPRESSED);
    }

    private void addTexts(List<String> texts) {
        json.add('[');
        for (int i = 0; i < texts.size(); i++) {
            if (i > 0) {
                json.add(',');
            }
            json.addText(texts.get(i));
        }
        json.add(']');
    }
}
