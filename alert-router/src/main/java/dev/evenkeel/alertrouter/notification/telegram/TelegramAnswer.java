package dev.evenkeel.alertrouter.notification.telegram;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.FailureCause;
import dev.evenkeel.alertrouter.notification.content.AnswerJson;
import dev.evenkeel.alertrouter.notification.http.HttpAnswer;

/**
 * What Telegram makes of a message: its answer says {@code ok}, or an error that is always worth another attempt, since most
 * are about the chat and cured there. How long to wait is in the answer rather than in a header.
 */
final class TelegramAnswer {

    private TelegramAnswer() {}

    static DeliveryResult judge(HttpAnswer answer) {
        Map<String, Object> fields = AnswerJson.object(answer.body()).orElse(Map.of());
        if (Boolean.TRUE.equals(fields.get("ok"))) {
            return new DeliveryResult.Delivered();
        }
        int status = fields.get("error_code") instanceof Integer code ? code : answer.status();
        return new DeliveryResult.Failed(
                "telegram: " + description(fields) + " (" + status + ")",
                FailureCause.ofStatus(status),
                retryAfter(fields).or(answer::askedToWait));
    }

    private static String description(Map<String, Object> fields) {
        String description = AnswerJson.text(fields, "description");
        return description.isEmpty() ? "unexpected answer" : description;
    }

    private static Optional<Duration> retryAfter(Map<String, Object> fields) {
        return fields.get("parameters") instanceof Map<?, ?> parameters
                        && parameters.get("retry_after") instanceof Integer seconds
                ? Optional.of(Duration.ofSeconds(seconds))
                : Optional.empty();
    }
}
