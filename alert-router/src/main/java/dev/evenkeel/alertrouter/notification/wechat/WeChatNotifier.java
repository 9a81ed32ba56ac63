package dev.evenkeel.alertrouter.notification.wechat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.FailureCause;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.Notifier;
import dev.evenkeel.alertrouter.notification.content.ContentService;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.http.ChannelHttp;
import dev.evenkeel.alertrouter.notification.http.RetryRule;

/** Sends to WeChat. A token is used for two hours, or until WeChat has had enough of it. */
@ApplicationScoped
class WeChatNotifier implements Notifier<WeChatSettings> {

    private static final Duration LIFE_OF_A_TOKEN = Duration.ofHours(2);

    private record Token(String text, Instant endsAt) {}

    private final ChannelHttp http;
    private final ContentService contents;
    private final Clock clock;
    private final Map<WeChatSettings, Token> tokens = new ConcurrentHashMap<>();

    WeChatNotifier(ChannelHttp http, ContentService contents, Clock clock) {
        this.http = http;
        this.contents = contents;
        this.clock = clock;
    }

    @Override
    public Class<WeChatSettings> settings() {
        return WeChatSettings.class;
    }

    @Override
    public Uni<DeliveryResult> deliver(Integration integration, WeChatSettings settings, Notification notification) {
        return contents.prepare(notification).flatMap(content -> deliver(settings, content));
    }

    private Uni<DeliveryResult> deliver(WeChatSettings settings, NotificationContent content) {
        Instant now = clock.instant();
        tokens.values().removeIf(token -> !now.isBefore(token.endsAt()));
        return Optional.ofNullable(tokens.get(settings))
                .map(token -> send(settings, content, token.text()))
                .orElseGet(() -> askForToken(settings, content, now.plus(LIFE_OF_A_TOKEN)));
    }

    private Uni<DeliveryResult> askForToken(WeChatSettings settings, NotificationContent content, Instant endsAt) {
        return http.send(settings, () -> WeChatMessage.tokenRequest(settings, content))
                .flatMap(answer -> {
                    Optional<String> token = WeChatAnswer.token(answer);
                    if (token.isPresent()) {
                        tokens.put(settings, new Token(token.get(), endsAt));
                        return send(settings, content, token.get());
                    }
                    return Uni.createFrom()
                            .item(
                                    answer.isSuccess()
                                            ? new DeliveryResult.Refused(
                                                    "invalid APISecret for CorpID: " + settings.corpId(),
                                                    FailureCause.AUTHENTICATION)
                                            : RetryRule.COMMON.judge(answer));
                });
    }

    private Uni<DeliveryResult> send(WeChatSettings settings, NotificationContent content, String token) {
        return http.send(settings, () -> WeChatMessage.of(settings, content, token))
                .map(WeChatAnswer::of)
                .invoke(answer -> {
                    if (answer.tokenEnded()) {
                        tokens.remove(settings);
                    }
                })
                .map(WeChatAnswer::result);
    }
}
