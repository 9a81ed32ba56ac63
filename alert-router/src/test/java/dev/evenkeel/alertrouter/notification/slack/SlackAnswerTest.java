package dev.evenkeel.alertrouter.notification.slack;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.http.HttpAnswer;
import dev.evenkeel.alertrouter.notification.slack.SlackMessage.Posted;

import static org.assertj.core.api.Assertions.assertThat;

class SlackAnswerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    200 | text/html                       | ok                                     | Delivered
                    200 | text/html                       | no_active_hooks                        | Refused
                    200 | application/json; charset=utf-8 | {"ok": true}                           | Delivered
                    200 | application/json                | {"ok": false, "error": "not_in_channel"} | Refused
                    200 | application/json                | not JSON                               | Failed
                    404 | text/html                       | channel_not_found                      | Refused
                    429 | text/html                       | slow down                              | Failed
                    500 | text/html                       | oops                                   | Failed
                    """)
    void aStatusOf200IsNoSuccessByItself(int status, String type, String body, String result) {
        assertThat(answer(status, type, body).result().getClass().getSimpleName())
                .isEqualTo(result);
    }

    @Test
    void theMessageThatWasPostedIsKnownByChannelAndTimestamp() {
        var answer = answer(200, "application/json", "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"17.25\"}");

        assertThat(answer.posted()).hasValue(new Posted("C1", "17.25"));
    }

    @Test
    void aMessageThatIsGoneCannotBeChanged() {
        var answer = answer(200, "application/json", "{\"ok\":false,\"error\":\"message_not_found\"}");

        assertThat(answer.cannotBeChanged()).isTrue();
        assertThat(((DeliveryResult.Refused) answer.result()).why())
                .isEqualTo("error response from Slack: message_not_found");
    }

    private static SlackAnswer answer(int status, String type, String body) {
        return SlackAnswer.of(
                new HttpAnswer(status, type, Optional.empty(), body, Instant.parse("2026-03-01T12:00:00Z")));
    }
}
