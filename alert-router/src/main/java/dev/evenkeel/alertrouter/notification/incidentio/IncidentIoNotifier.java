package dev.evenkeel.alertrouter.notification.incidentio;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import dev.evenkeel.alertrouter.notification.content.AnswerJson;
import dev.evenkeel.alertrouter.notification.content.ContentService;
import dev.evenkeel.alertrouter.notification.http.ChannelHttp;
import dev.evenkeel.alertrouter.notification.http.HttpAnswer;
import dev.evenkeel.alertrouter.notification.http.HttpNotifier;
import dev.evenkeel.alertrouter.notification.http.RetryRule;

/** Posts to incident.io. */
@Singleton
class IncidentIoNotifier extends HttpNotifier<IncidentIoSettings> {

    private static final RetryRule RULE = RetryRule.COMMON.explainedBy(IncidentIoNotifier::explanation);

    IncidentIoNotifier(ChannelHttp http, ContentService contents) {
        super(IncidentIoSettings.class, RULE, IncidentIoMessage::of, http, contents);
    }

    private static String explanation(HttpAnswer answer) {
        Map<String, Object> fields = AnswerJson.object(answer.body()).orElse(Map.of());
        String errors = fields.get("errors") instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : "";
        return Stream.of(AnswerJson.text(fields, "message"), AnswerJson.text(fields, "error"), errors)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(": "));
    }
}
