package dev.evenkeel.alertrouter.notification.wechat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.FailureCause;
import dev.evenkeel.alertrouter.notification.content.AnswerJson;
import dev.evenkeel.alertrouter.notification.http.HttpAnswer;

/**
 * What WeChat makes of a message: its status is 200 even if it took none, and the answer has a code.
 *
 * @param tokenEnded whether another token has to be asked for
 */
record WeChatAnswer(DeliveryResult result, boolean tokenEnded) {

    // "access_token expired" and "invalid access_token", of which WeChat may decide before the two hours are over
    private static final Set<Integer> TOKEN_ENDED = Set.of(42001, 40014);

    static WeChatAnswer of(HttpAnswer answer) {
        Optional<Map<String, Object>> fields = AnswerJson.object(answer.body());
        if (answer.status() != 200 || fields.isEmpty()) {
            return new WeChatAnswer(
                    new DeliveryResult.Failed(
                            "unexpected status code " + answer.status(),
                            answer.status() == 200 ? FailureCause.OTHER : FailureCause.ofStatus(answer.status()),
                            answer.askedToWait()),
                    false);
        }
        int code = fields.get().get("errcode") instanceof Integer number ? number : 0;
        if (code == 0) {
            return new WeChatAnswer(new DeliveryResult.Delivered(), false);
        }
        String why = "WeChat answered " + code + ": " + AnswerJson.text(fields.get(), "errmsg");
        return TOKEN_ENDED.contains(code)
                ? new WeChatAnswer(new DeliveryResult.Failed(why, FailureCause.AUTHENTICATION, Optional.empty()), true)
                : new WeChatAnswer(new DeliveryResult.Refused(why, FailureCause.CLIENT_ERROR), false);
    }

    /** The token in the answer to a request for one. */
    static Optional<String> token(HttpAnswer answer) {
        return AnswerJson.object(answer.body())
                .map(fields -> AnswerJson.text(fields, "access_token"))
                .filter(token -> !token.isEmpty());
    }
}
