package dev.evenkeel.alertrouter.notification.rocketchat;

import java.util.Map;
import java.util.Optional;

import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.FailureCause;
import dev.evenkeel.alertrouter.notification.content.AnswerJson;
import dev.evenkeel.alertrouter.notification.http.HttpAnswer;
import dev.evenkeel.alertrouter.notification.http.RetryRule;

/** What Rocket.Chat makes of a message: with a status of 200 too it may say that it posted nothing. */
final class RocketChatAnswer {

    private RocketChatAnswer() {}

    static DeliveryResult judge(HttpAnswer answer) {
        if (!answer.isSuccess()) {
            return RetryRule.COMMON.judge(answer);
        }
        Optional<Map<String, Object>> fields = AnswerJson.object(answer.body());
        if (fields.isEmpty()) {
            return new DeliveryResult.Failed("Rocket.Chat did not answer JSON", FailureCause.OTHER, Optional.empty());
        }
        return Boolean.TRUE.equals(fields.get().get("success"))
                ? new DeliveryResult.Delivered()
                : new DeliveryResult.Refused(
                        "error response from Rocketchat: " + AnswerJson.text(fields.get(), "error"),
                        FailureCause.CLIENT_ERROR);
    }
}
