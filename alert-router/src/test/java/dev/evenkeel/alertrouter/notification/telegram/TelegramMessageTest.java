package dev.evenkeel.alertrouter.notification.telegram;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.ExampleReceiver;
import dev.evenkeel.alertrouter.notification.FailureCause;
import dev.evenkeel.alertrouter.notification.content.ExampleContent;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;
import dev.evenkeel.alertrouter.notification.http.HttpAnswer;

import static org.assertj.core.api.Assertions.assertThat;

class TelegramMessageTest {

    @Test
    void aChatIsToldInHtmlThatIsEscaped() {
        ChannelRequest request =
                message("message: '<b>{{ \"a<b\" }}</b>', message_thread_id: 7, disable_notifications: true");

        assertThat(request.url()).isEqualTo("http://telegram.example/bot12:token/sendMessage");
        assertThat(new JsonObject(request.body())).isEqualTo(new JsonObject("""
                        {"chat_id": "-1001234567890", "text": "<b>a&lt;b</b>", "parse_mode": "HTML",
                         "disable_web_page_preview": "true", "disable_notification": "true", "message_thread_id": "7"}"""));
    }

    @Test
    void aLongMessageIsCutUnlessThatWouldBreakItsMarkup() {
        String longer = "message: '{{ reReplaceAll \".\" \"" + "x".repeat(500) + "\" \"1234567890\" }}'";

        assertThat(text(longer + ", parse_mode: ''")).hasSize(4096).endsWith("x…");
        assertThat(text(longer)).isEqualTo(TelegramMessage.TOO_LONG);
    }

    @Test
    void aChatATokenAndAKnownMarkupAreNeeded() {
        assertThat(ExampleReceiver.problems("telegram_configs: [{parse_mode: BBCode}]"))
                .containsExactlyInAnyOrder(
                        "unknown parse_mode on telegram_config, must be Markdown, MarkdownV2, HTML or empty string",
                        "missing bot_token or bot_token_file on telegram_config",
                        "missing chat_id or chat_id_file on telegram_config");
    }

    @Test
    void telegramSaysInItsAnswerHowLongToWait() {
        var answer = new HttpAnswer(
                429,
                "application/json",
                Optional.empty(),
                "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests\",\"parameters\":{\"retry_after\":9}}",
                Instant.EPOCH);

        assertThat(TelegramAnswer.judge(answer))
                .isEqualTo(new DeliveryResult.Failed(
                        "telegram: Too Many Requests (429)",
                        FailureCause.RATE_LIMITED,
                        Optional.of(Duration.ofSeconds(9))));
    }

    @Test
    void onlyAnOkIsASuccess() {
        assertThat(TelegramAnswer.judge(answer("{\"ok\":true}"))).isInstanceOf(DeliveryResult.Delivered.class);
        assertThat(TelegramAnswer.judge(answer("busy"))).isInstanceOf(DeliveryResult.Failed.class);
    }

    private static HttpAnswer answer(String body) {
        return new HttpAnswer(200, "application/json", Optional.empty(), body, Instant.EPOCH);
    }

    private static String text(String fields) {
        return new JsonObject(message(fields).body()).getString("text");
    }

    private static ChannelRequest message(String fields) {
        TelegramSettings settings = ExampleReceiver.settings(
                TelegramSettings.class,
                "telegram_configs: [{chat_id: -1001234567890, %s}]".formatted(fields),
                "{telegram_api_url: 'http://telegram.example', telegram_bot_token: '12:token'}");
        return TelegramMessage.of(settings, ExampleContent.firing()).getFirst();
    }
}
