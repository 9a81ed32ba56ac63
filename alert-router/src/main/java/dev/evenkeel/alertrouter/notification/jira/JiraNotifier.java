package dev.evenkeel.alertrouter.notification.jira;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

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
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;
import dev.evenkeel.alertrouter.notification.http.HttpAnswer;
import dev.evenkeel.alertrouter.notification.http.RetryRule;

/** Keeps an issue up to date: looks for it, writes it, and moves it to where it belongs by now. */
@ApplicationScoped
class JiraNotifier implements Notifier<JiraSettings> {

    private static final Uni<DeliveryResult> DONE = Uni.createFrom().item(new DeliveryResult.Delivered());

    private final ChannelHttp http;
    private final ContentService contents;

    JiraNotifier(ChannelHttp http, ContentService contents) {
        this.http = http;
        this.contents = contents;
    }

    @Override
    public Class<JiraSettings> settings() {
        return JiraSettings.class;
    }

    @Override
    public Uni<DeliveryResult> deliver(Integration integration, JiraSettings settings, Notification notification) {
        return contents.prepare(notification)
                .flatMap(content -> ask(
                        settings,
                        () -> JiraMessage.search(settings, content),
                        answer -> write(settings, content, JiraIssue.firstOf(answer.body()))));
    }

    private Uni<DeliveryResult> write(
            JiraSettings settings, NotificationContent content, Optional<JiraIssue> existing) {
        if (existing.isEmpty() && content.isResolved()) {
            return DONE;
        }
        return ask(
                settings,
                () -> JiraMessage.issue(settings, content, existing),
                _ -> existing.map(issue -> move(settings, issue, content.isResolved()))
                        .orElse(DONE));
    }

    private Uni<DeliveryResult> move(JiraSettings settings, JiraIssue issue, boolean resolved) {
        String transition = resolved
                ? settings.transitions().resolve()
                : settings.transitions().reopen();
        if (issue.category().isEmpty() || issue.isDone() == resolved || transition.isEmpty()) {
            return DONE;
        }
        return ask(
                settings,
                () -> JiraMessage.transitions(settings, issue),
                answer -> JiraIssue.transition(answer.body(), transition)
                        .map(id -> ask(settings, () -> JiraMessage.transition(settings, issue, id), _ -> DONE))
                        .orElseGet(() -> Uni.createFrom()
                                .item(new DeliveryResult.Refused(
                                        "can't find transition " + transition + " for issue " + issue.key(),
                                        FailureCause.OTHER))));
    }

    private Uni<DeliveryResult> ask(
            JiraSettings settings, Supplier<ChannelRequest> request, Function<HttpAnswer, Uni<DeliveryResult>> goOn) {
        return http.send(settings, request)
                .flatMap(answer -> answer.isSuccess()
                        ? goOn.apply(answer)
                        : Uni.createFrom().item(RetryRule.COMMON.judge(answer)));
    }
}
