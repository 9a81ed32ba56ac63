package dev.evenkeel.alertrouter.notification.http;

import java.util.List;
import java.util.function.BiFunction;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.Notifier;
import dev.evenkeel.alertrouter.notification.content.ContentService;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;

/**
 * A notifier whose requests follow from settings and content alone. A channel that must first look at an answer, or that
 * keeps something, is a {@link Notifier} of its own.
 */
public abstract class HttpNotifier<S extends HttpChannelSettings> implements Notifier<S> {

    private final Class<S> settings;
    private final AnswerRule rule;
    private final BiFunction<S, NotificationContent, List<ChannelRequest>> message;
    private final ChannelHttp http;
    private final ContentService contents;

    /**
     * @param rule judges each answer
     * @param message writes the requests, which are sent one after the other as long as each succeeds
     */
    protected HttpNotifier(
            Class<S> settings,
            AnswerRule rule,
            BiFunction<S, NotificationContent, List<ChannelRequest>> message,
            ChannelHttp http,
            ContentService contents) {
        this.settings = settings;
        this.rule = rule;
        this.message = message;
        this.http = http;
        this.contents = contents;
    }

    @Override
    public Class<S> settings() {
        return settings;
    }

    @Override
    public Uni<DeliveryResult> deliver(Integration integration, S settings, Notification notification) {
        return http.deliver(settings, rule, () -> message.apply(settings, contents.of(notification)));
    }
}
