package dev.evenkeel.alertrouter.notification.wechat;

import java.time.Instant;
import java.util.Optional;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.ExampleReceiver;
import dev.evenkeel.alertrouter.notification.content.ExampleContent;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;
import dev.evenkeel.alertrouter.notification.http.HttpAnswer;

import static org.assertj.core.api.Assertions.assertThat;

class WeChatMessageTest {

    private static final WeChatSettings SETTINGS = ExampleReceiver.settings(WeChatSettings.class, """
            wechat_configs:
            - api_url: http://wechat.example/cgi
              api_secret: 's&{{ .Status }}'
              corp_id: corp
              message: 'm {{ .Status }}'
              message_type: markdown
              to_user: '@all'
              agent_id: '7'
            """);

    @Test
    void aTokenIsAskedForByCorporationAndSecret() {
        ChannelRequest request = WeChatMessage.tokenRequest(SETTINGS, ExampleContent.firing());

        assertThat(request.method() + " " + request.url())
                .isEqualTo("GET http://wechat.example/cgi/gettoken?corpid=corp&corpsecret=s%26firing");
    }

    @Test
    void theMessageGoesWithTheToken() {
        ChannelRequest request = WeChatMessage.of(SETTINGS, ExampleContent.firing(), "a b");

        assertThat(request.url()).isEqualTo("http://wechat.example/cgi/message/send?access_token=a+b");
        assertThat(new JsonObject(request.body())).isEqualTo(new JsonObject("""
                        {"text": {"content": ""}, "markdown": {"content": "m firing"}, "touser": "@all", "agentid": "7",
                         "safe": "0", "msgtype": "markdown"}"""));
    }

    @Test
    void theCodeInTheAnswerDecides() {
        assertThat(WeChatAnswer.of(answer(200, "{\"errcode\":0}")).result())
                .isInstanceOf(DeliveryResult.Delivered.class);
        assertThat(WeChatAnswer.of(answer(200, "{\"errcode\":81013,\"errmsg\":\"no such user\"}"))
                        .result())
                .isInstanceOf(DeliveryResult.Refused.class);
        assertThat(WeChatAnswer.of(answer(200, "{\"errcode\":42001}")).tokenEnded())
                .isTrue();
        assertThat(WeChatAnswer.of(answer(400, "{}")).result()).isInstanceOf(DeliveryResult.Failed.class);
    }

    private static HttpAnswer answer(int status, String body) {
        return new HttpAnswer(status, "application/json", Optional.empty(), body, Instant.EPOCH);
    }
}
