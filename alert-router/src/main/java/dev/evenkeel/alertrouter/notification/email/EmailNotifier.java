package dev.evenkeel.alertrouter.notification.email;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

import dev.evenkeel.alertrouter.notification.Announcement;
import dev.evenkeel.alertrouter.notification.AnnouncementNotifier;
import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.FailureCause;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.Notifier;
import dev.evenkeel.alertrouter.notification.content.ContentService;
import dev.evenkeel.platform.outbound.OutboundAddresses;
import dev.evenkeel.platform.outbound.TrustedAuthorities;

/** Sends mail. A mail server is contacted at the address that the platform's guard let pass. */
@ApplicationScoped
class EmailNotifier implements Notifier<EmailSettings>, AnnouncementNotifier<EmailSettings> {

    private static final Duration TIME_TO_SAY_SO = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final OutboundAddresses addresses;
    private final TrustedAuthorities authorities;
    private final ContentService contents;
    private final Clock clock;

    EmailNotifier(
            Vertx vertx,
            OutboundAddresses addresses,
            TrustedAuthorities authorities,
            ContentService contents,
            Clock clock) {
        this.vertx = vertx;
        this.addresses = addresses;
        this.authorities = authorities;
        this.contents = contents;
        this.clock = clock;
    }

    @Override
    public Class<EmailSettings> settings() {
        return EmailSettings.class;
    }

    @Override
    public Uni<DeliveryResult> deliver(Integration integration, EmailSettings settings, Notification notification) {
        return send(settings, () -> EmailMessage.of(settings, contents.of(notification), hostName(), clock.instant()));
    }

    @Override
    public Uni<DeliveryResult> announce(EmailSettings settings, Announcement announcement) {
        return send(
                settings,
                () -> EmailMessage.of(
                        settings,
                        announcement,
                        template -> contents.text(template, announcement),
                        hostName(),
                        clock.instant()));
    }

    private Uni<DeliveryResult> send(EmailSettings settings, Supplier<EmailMessage> message) {
        // a mail that is taken when the attempt counts as failed already would be sent again
        long deadline = System.nanoTime()
                + settings.attemptTime().whole().minus(TIME_TO_SAY_SO).toNanos();
        return addresses
                .resolve(settings.server().host())
                .chain(found -> Uni.createFrom()
                        .completionStage(() -> vertx.executeBlocking(
                                        () -> send(settings, message.get(), found, deadline), false)
                                .toCompletionStage()));
    }

    private DeliveryResult send(EmailSettings settings, EmailMessage message, List<InetAddress> found, long deadline) {
        SSLContext tls = settings.server().tls().now().context(vertx, authorities);
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        try (var conversation = new SmtpConversation(settings.server(), tls, left)) {
            conversation.begin(found);
            conversation.send(message);
            return new DeliveryResult.Delivered();
        } catch (SmtpRefusal refusal) {
            return refusal.isPermanent()
                    ? new DeliveryResult.Refused(refusal.getMessage(), FailureCause.CLIENT_ERROR)
                    : new DeliveryResult.Failed(refusal.getMessage(), FailureCause.SERVER_ERROR, Optional.empty());
        } catch (SocketTimeoutException late) {
            return new DeliveryResult.Failed(
                    String.valueOf(late.getMessage()), FailureCause.DEADLINE_EXCEEDED, Optional.empty());
        } catch (IOException broken) {
            return new DeliveryResult.Failed(String.valueOf(broken.getMessage()), FailureCause.OTHER, Optional.empty());
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost.localdomain";
        }
    }
}
