package dev.evenkeel.alertrouter.notification.slack;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.notification.Announcement;
import dev.evenkeel.alertrouter.notification.AnnouncementNotifier;
import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.Notifier;
import dev.evenkeel.alertrouter.notification.content.ContentService;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.http.ChannelHttp;
import dev.evenkeel.alertrouter.notification.slack.SlackMessage.Posted;

/** Posts to Slack. When all alerts of a group are resolved its message has said its last word: the next one is new. */
@ApplicationScoped
class SlackNotifier implements Notifier<SlackSettings>, AnnouncementNotifier<SlackSettings> {

    private final ChannelHttp http;
    private final ContentService contents;
    private final SlackMessageStore messages;
    private final SlackButtons buttons;
    private final Clock clock;

    SlackNotifier(
            ChannelHttp http, ContentService contents, SlackMessageStore messages, SlackButtons buttons, Clock clock) {
        this.http = http;
        this.contents = contents;
        this.messages = messages;
        this.buttons = buttons;
        this.clock = clock;
    }

    @Override
    public Class<SlackSettings> settings() {
        return SlackSettings.class;
    }

    @Override
    public Uni<DeliveryResult> deliver(Integration integration, SlackSettings settings, Notification notification) {
        return contents.prepare(notification)
                .flatMap(content -> settings.updates()
                        ? change(integration, settings, content)
                        : post(settings, content, Optional.empty()).map(SlackAnswer::result));
    }

    @Override
    public Uni<DeliveryResult> announce(SlackSettings settings, Announcement announcement) {
        return http.send(
                        settings,
                        () -> SlackMessage.of(
                                settings, announcement, template -> contents.text(template, announcement)))
                .map(answer -> SlackAnswer.of(answer).result());
    }

    private Uni<DeliveryResult> change(Integration integration, SlackSettings settings, NotificationContent content) {
        UUID id = messageId(integration, settings, content.notification());
        return messages.find(id, clock.instant())
                .flatMap(before -> post(settings, content, before)
                        .flatMap(answer -> before.isPresent() && answer.cannotBeChanged()
                                ? post(settings, content, Optional.empty())
                                : Uni.createFrom().item(answer)))
                .flatMap(answer -> remember(id, content, answer).replaceWith(answer.result()));
    }

    private Uni<Void> remember(UUID id, NotificationContent content, SlackAnswer answer) {
        if (answer.posted().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return content.isResolved()
                ? messages.forget(id)
                : messages.keep(id, answer.posted().get(), clock.instant());
    }

    private Uni<SlackAnswer> post(SlackSettings settings, NotificationContent content, Optional<Posted> before) {
        return http.send(settings, () -> SlackMessage.of(settings, content, before, buttons.under(content)))
                .map(SlackAnswer::of);
    }

    private static UUID messageId(Integration integration, SlackSettings settings, Notification notification) {
        // the first goes without its index, as all did when there were messages already
        String index = integration.index() == 0 ? "" : "\n" + integration.index();
        String identity = notification.receiver() + "\n" + notification.groupKey() + "\n" + settings.channel() + index;
        return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
    }
}
