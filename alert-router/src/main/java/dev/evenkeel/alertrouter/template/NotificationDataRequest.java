package dev.evenkeel.alertrouter.template;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

import dev.evenkeel.alertrouter.template.data.TemplateAlert;
import dev.evenkeel.alertrouter.template.data.TemplateData;
import dev.evenkeel.alertrouter.template.value.Value;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;

/**
 * A notification as Alertmanager writes it, so that a webhook's document can be tried as it is; what is left out is empty.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NotificationDataRequest(
        String receiver,
        String status,
        List<AlertData> alerts,
        @JsonProperty("notification_reason") String notificationReason,
        Map<String, String> groupLabels,
        Map<String, String> commonLabels,
        Map<String, String> commonAnnotations,
        Map<String, String> routeLabels,
        @JsonProperty("externalURL") String externalUrl) {

    /** One alert of it; the times are in RFC 3339. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record AlertData(
            String status,
            Map<String, String> labels,
            Map<String, String> annotations,
            String startsAt,
            String endsAt,
            @JsonProperty("generatorURL") String generatorUrl,
            String fingerprint) {

        private TemplateAlert read(String where) {
            return new TemplateAlert(
                    text(status),
                    map(labels, where + "/labels"),
                    map(annotations, where + "/annotations"),
                    moment(startsAt, where + "/startsAt"),
                    moment(endsAt, where + "/endsAt"),
                    text(generatorUrl),
                    text(fingerprint));
        }
    }

    static NotificationDataRequest empty() {
        return new NotificationDataRequest(null, null, null, null, null, null, null, null, null);
    }

    TemplateData read() {
        var read = new ArrayList<TemplateAlert>();
        for (AlertData alert : Optional.ofNullable(alerts).orElse(List.of())) {
            String where = "/data/alerts/" + read.size();
            if (alert == null) {
                throw ProblemException.invalid(where, "is null", "an alert");
            }
            read.add(alert.read(where));
        }
        return new TemplateData(
                text(receiver),
                text(status),
                read,
                text(notificationReason),
                map(groupLabels, "/data/groupLabels"),
                map(commonLabels, "/data/commonLabels"),
                map(commonAnnotations, "/data/commonAnnotations"),
                map(routeLabels, "/data/routeLabels"),
                text(externalUrl));
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    private static Map<String, String> map(Map<String, String> map, String where) {
        var read = new HashMap<String, String>();
        Optional.ofNullable(map).orElse(Map.of()).forEach((name, value) -> {
            if (value == null) {
                throw ProblemException.invalid(where + "/" + name, "is null", "a text");
            }
            read.put(name, value);
        });
        return read;
    }

    private static ZonedDateTime moment(String text, String where) {
        if (text == null || text.isEmpty()) {
            return Value.Time.ZERO.moment();
        }
        try {
            OffsetDateTime moment = OffsetDateTime.parse(text);
            ZoneOffset offset = moment.getOffset();
            return moment.atZoneSameInstant(offset);
        } catch (DateTimeException notATime) {
            throw new ProblemException(
                    Problem.invalid(where, "is '" + text + "'", "a time as 2006-01-02T15:04:05Z"), notATime);
        }
    }
}
