package dev.evenkeel.alertrouter.notification.pagerduty;

import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.Notifier;
import dev.evenkeel.alertrouter.notification.content.AnswerJson;
import dev.evenkeel.alertrouter.notification.content.ContentService;
import dev.evenkeel.alertrouter.notification.http.ChannelHttp;
import dev.evenkeel.alertrouter.notification.http.HttpAnswer;
import dev.evenkeel.alertrouter.notification.http.RetryRule;
import dev.evenkeel.alertrouter.notification.pagerduty.PagerDutySettings.Version;

/** Sends events to PagerDuty. */
@ApplicationScoped
class PagerDutyNotifier implements Notifier<PagerDutySettings> {

    private static final RetryRule V2 = RetryRule.COMMON.explainedBy(PagerDutyNotifier::explanation);
    // version 1 says 403 to whoever sends too much
    private static final RetryRule V1 = V2.alsoOn(403);

    private final ChannelHttp http;
    private final ContentService contents;

    PagerDutyNotifier(ChannelHttp http, ContentService contents) {
        this.http = http;
        this.contents = contents;
    }

    @Override
    public Class<PagerDutySettings> settings() {
        return PagerDutySettings.class;
    }

    @Override
    public Uni<DeliveryResult> deliver(Integration integration, PagerDutySettings settings, Notification notification) {
        return http.deliver(
                settings,
                settings.version() == Version.V1 ? V1 : V2,
                () -> List.of(PagerDutyMessage.of(settings, contents.of(notification))));
    }

    /** What is wrong with an event is said in JSON with 400. */
    private static String explanation(HttpAnswer answer) {
        if (answer.status() != 400) {
            return "";
        }
        return AnswerJson.object(answer.body())
                .map(fields -> AnswerJson.text(fields, "message") + ": "
                        + (fields.get("errors") instanceof List<?> errors
                                ? errors.stream().map(String::valueOf).collect(Collectors.joining(","))
                                : ""))
                .orElse("");
    }
}
