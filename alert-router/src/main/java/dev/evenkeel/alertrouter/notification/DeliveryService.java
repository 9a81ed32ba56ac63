package dev.evenkeel.alertrouter.notification;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.notification.content.ActionLinkSource;
import dev.evenkeel.alertrouter.notification.content.UnsendableException;
import dev.evenkeel.alertrouter.template.syntax.TemplateException;
import dev.evenkeel.alertrouter.tracing.TracingService;
import dev.evenkeel.platform.outbound.OutboundException;

/** Hands a notification to whoever speaks the channel's language, within a bounded time, and counts what comes of it. */
@ApplicationScoped
public class DeliveryService {

    private final Map<Class<?>, Notifier<?>> notifiers = new HashMap<>();
    private final Map<Class<?>, AnnouncementNotifier<?>> announcers = new HashMap<>();
    private final ActionLinkSource links;
    private final NotificationMetrics metrics;
    private final TracingService tracing;

    DeliveryService(
            @All List<Notifier<?>> beans,
            @All List<AnnouncementNotifier<?>> announcing,
            ActionLinkSource links,
            NotificationMetrics metrics,
            TracingService tracing) {
        this.links = links;
        this.metrics = metrics;
        this.tracing = tracing;
        beans.forEach(notifier -> notifiers.put(notifier.settings(), notifier));
        announcing.forEach(announcer -> announcers.put(announcer.settings(), announcer));
    }

    /** Makes one attempt, which is all there is to the notification; never fails. */
    public Uni<DeliveryResult> attempt(Integration integration, Notification notification) {
        metrics.begun(integration);
        return request(integration, notification).invoke(result -> {
            switch (result) {
                case DeliveryResult.Delivered _ -> {
                    // counted above
                }
                case DeliveryResult.Failed failed -> metrics.failed(integration, failed.cause());
                case DeliveryResult.Refused refused -> metrics.failed(integration, refused.cause());
            }
        });
    }

    /** Makes one attempt of several that a notification may take, which itself is the caller's to count; never fails. */
    public Uni<DeliveryResult> request(Integration integration, Notification notification) {
        if (!tracing.isOn()) {
            return measured(integration, notification);
        }
        Span span = tracing.begin("notify.Integration.Notify")
                .setAttribute("alerting.notify.receiver.name", integration.receiver())
                .setAttribute("alerting.notify.integration.name", integration.name())
                .setAttribute("alerting.group.key", notification.groupKey())
                .setAttribute("alerting.alerts.count", notification.alerts().size());
        try (Scope _ = span.makeCurrent()) {
            return measured(integration, notification).invoke(result -> end(span, result));
        }
    }

    private static void end(Span span, DeliveryResult result) {
        switch (result) {
            case DeliveryResult.Delivered _ -> {
                // nothing to add
            }
            case DeliveryResult.Failed failed ->
                span.setStatus(StatusCode.ERROR, failed.why()).setAttribute("alerting.notify.error.recoverable", true);
            case DeliveryResult.Refused refused ->
                span.setStatus(StatusCode.ERROR, refused.why())
                        .setAttribute("alerting.notify.error.recoverable", false);
        }
        span.end();
    }

    private Uni<DeliveryResult> measured(Integration integration, Notification notification) {
        long started = System.nanoTime();
        return deliver(integration, integration.settings(), notification)
                .ifNoItem()
                .after(longest(integration))
                .fail()
                .onFailure()
                .recoverWithItem(failure -> asResult(failure, integration))
                .invoke(result -> {
                    Duration took = Duration.ofNanos(System.nanoTime() - started);
                    metrics.requested(integration, result, took);
                    log(integration, notification, result);
                });
    }

    /** Makes one attempt to tell what is about no group of alerts; never fails. A channel that cannot be told so refuses it. */
    public Uni<DeliveryResult> announce(Integration integration, Announcement announcement) {
        return announceTo(integration.settings(), announcement)
                .ifNoItem()
                .after(longest(integration))
                .fail()
                .onFailure()
                .recoverWithItem(failure -> asResult(failure, integration));
    }

    private static Duration longest(Integration integration) {
        return integration.settings().attemptTime().whole();
    }

    @SuppressWarnings("unchecked") // the map holds each announcer under the class of the settings it takes
    private <S extends ChannelSettings> Uni<DeliveryResult> announceTo(S settings, Announcement announcement) {
        var announcer = (AnnouncementNotifier<S>) announcers.get(settings.getClass());
        return announcer == null
                ? Uni.createFrom()
                        .item(new DeliveryResult.Refused(
                                "a " + settings.kind() + " is told of alerts only", FailureCause.CLIENT_ERROR))
                : announcer.announce(settings, announcement);
    }

    private <S extends ChannelSettings> Uni<DeliveryResult> deliver(
            Integration integration, S settings, Notification notification) {
        Uni<DeliveryResult> delivery = notifierFor(settings).deliver(integration, settings, notification);
        return links.renew().chain(() -> delivery);
    }

    @SuppressWarnings("unchecked") // the map holds each notifier under the class of the settings it takes
    private <S extends ChannelSettings> Notifier<S> notifierFor(S settings) {
        return (Notifier<S>) notifiers.get(settings.getClass());
    }

    private static DeliveryResult asResult(Throwable failure, Integration integration) {
        return switch (failure) {
            case TimeoutException _ ->
                new DeliveryResult.Failed(
                        "no answer within " + longest(integration).toSeconds() + " s",
                        FailureCause.DEADLINE_EXCEEDED,
                        Optional.empty());
            case TemplateException refused -> new DeliveryResult.Refused(refused.getMessage(), FailureCause.OTHER);
            case UnsendableException refused -> new DeliveryResult.Refused(refused.getMessage(), FailureCause.OTHER);
            case OutboundException outbound -> asResult(outbound);
            default ->
                new DeliveryResult.Failed(String.valueOf(failure.getMessage()), FailureCause.OTHER, Optional.empty());
        };
    }

    private static DeliveryResult asResult(OutboundException failure) {
        return switch (failure.reason()) {
            case INVALID_URL, REFUSED_BY_POLICY ->
                new DeliveryResult.Refused(failure.getMessage(), FailureCause.CLIENT_ERROR);
            case TIMEOUT ->
                new DeliveryResult.Failed(failure.getMessage(), FailureCause.DEADLINE_EXCEEDED, Optional.empty());
            case UNRESOLVED, CONNECT_FAILED, TLS, TOO_LARGE, TOO_MANY_REDIRECTS, PROTOCOL ->
                new DeliveryResult.Failed(failure.getMessage(), FailureCause.OTHER, Optional.empty());
        };
    }

    private static void log(Integration integration, Notification notification, DeliveryResult result) {
        String target = integration.receiver() + "/" + integration.name();
        switch (result) {
            case DeliveryResult.Delivered _ ->
                Log.debugf(
                        "Told %s about %s: %s",
                        target, notification.groupKey(), notification.reason().text());
            case DeliveryResult.Failed failed ->
                Log.warnf(
                        "%s could not be told about %s, it is tried again: %s",
                        target, notification.groupKey(), failed.why());
            case DeliveryResult.Refused refused ->
                Log.errorf("%s refused to be told about %s: %s", target, notification.groupKey(), refused.why());
        }
    }
}
