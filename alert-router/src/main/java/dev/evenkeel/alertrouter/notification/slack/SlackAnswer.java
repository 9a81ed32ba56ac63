package dev.evenkeel.alertrouter.notification.slack;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.FailureCause;
import dev.evenkeel.alertrouter.notification.content.AnswerJson;
import dev.evenkeel.alertrouter.notification.http.HttpAnswer;
import dev.evenkeel.alertrouter.notification.http.RetryRule;
import dev.evenkeel.alertrouter.notification.slack.SlackMessage.Posted;

/**
 * What Slack makes of a message. Its status may be 200 though nothing was posted: a webhook answers {@code ok} or a text that
 * says why not, the API a JSON object.
 *
 * @param posted the message, if the API says which one it is
 * @param cannotBeChanged whether the message that was to be changed is not there any more, or too old
 */
record SlackAnswer(DeliveryResult result, Optional<Posted> posted, boolean cannotBeChanged) {

    private static final Set<String> UNCHANGEABLE =
            Set.of("message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found");

    static SlackAnswer of(HttpAnswer answer) {
        if (!answer.isSuccess()) {
            return of(RetryRule.COMMON.judge(answer));
        }
        if (!answer.contentType().startsWith("application/json")) {
            return answer.body().equals("ok")
                    ? of(new DeliveryResult.Delivered())
                    : of(new DeliveryResult.Refused(
                            "received an error response from Slack: " + answer.body(), FailureCause.CLIENT_ERROR));
        }
        return AnswerJson.object(answer.body())
                .map(SlackAnswer::of)
                .orElseGet(() -> of(new DeliveryResult.Failed(
                        "could not unmarshal JSON response", FailureCause.CLIENT_ERROR, Optional.empty())));
    }

    private static SlackAnswer of(Map<String, Object> fields) {
        if (!Boolean.TRUE.equals(fields.get("ok"))) {
            String error = AnswerJson.text(fields, "error");
            var refused = new DeliveryResult.Refused("error response from Slack: " + error, FailureCause.CLIENT_ERROR);
            return new SlackAnswer(refused, Optional.empty(), UNCHANGEABLE.contains(error));
        }
        var posted = new Posted(AnswerJson.text(fields, "channel"), AnswerJson.text(fields, "ts"));
        boolean known = !posted.channel().isEmpty() && !posted.timestamp().isEmpty();
        return new SlackAnswer(new DeliveryResult.Delivered(), known ? Optional.of(posted) : Optional.empty(), false);
    }

    private static SlackAnswer of(DeliveryResult result) {
        return new SlackAnswer(result, Optional.empty(), false);
    }
}
