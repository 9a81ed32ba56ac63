package dev.evenkeel.alertrouter.link;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.alertrouter.link.Link.About;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.content.ActionLinkSource;
import dev.evenkeel.platform.configuration.PrometheusDuration;

/**
 * Makes the links that go into notifications.
 *
 * <p>Templates reach them by the function {@code actionLink}, as in <code>{{ actionLink "acknowledge" }}</code> or
 * <code>{{ actionLink "silence 1h" }}</code>, and the document of a webhook has them if {@link #inWebhooks} says so. A channel
 * with buttons gives them the addresses, or for Slack {@link #tokenOf} of an address as the button's value, which its
 * callback at {@code /api/v1/interactions/slack} understands. Everything here answers at once, from what is in memory, and
 * never fails; without a key there are no links.
 */
@Startup // so that a setting which makes no sense is told at the start, and not with the first notification
@ApplicationScoped
public class IncidentLinkSource implements ActionLinkSource {

    private static final String PATH = "/links/";

    private final LinkKeyService keys;
    private final Clock clock;
    private final String base;
    private final boolean inWebhooks;
    private final List<LinkAction.Silence> silences;

    IncidentLinkSource(
            LinkKeyService keys,
            Clock clock,
            @ConfigProperty(name = "evenkeel.alerts.external-url") String externalUrl,
            @ConfigProperty(name = "evenkeel.alerts.links.in-webhooks", defaultValue = "false") boolean inWebhooks,
            @ConfigProperty(name = "evenkeel.alerts.links.silence-for", defaultValue = "1h,8h") List<String> silences) {
        this.keys = keys;
        this.clock = clock;
        this.base = externalUrl.replaceAll("/+$", "");
        this.inWebhooks = inWebhooks;
        this.silences = silences.stream().map(IncidentLinkSource::silence).toList();
    }

    private static LinkAction.Silence silence(String text) {
        try {
            return new LinkAction.Silence(PrometheusDuration.parse(text));
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    "evenkeel.alerts.links.silence-for: '%s' %s".formatted(text, refused.getMessage()), refused);
        }
    }

    @Override
    public Uni<Void> renew() {
        return keys.recent().replaceWithVoid();
    }

    @Override
    public boolean inWebhooks() {
        return inWebhooks;
    }

    @Override
    public Map<String, String> of(Notification notification) {
        return notification.status().equals("firing")
                ? forGroup(notification.groupKey(), notification.receiver())
                        .map(NotificationLinks::byAction)
                        .orElse(Map.of())
                : Map.of();
    }

    /** Links for a notification about a group of alerts. */
    public Optional<NotificationLinks> forGroup(String groupKey, String receiver) {
        return links(new About.Group(Link.digest(groupKey)), receiver);
    }

    /**
     * Links for a notification about an incident.
     *
     * @param sentTo who gets it, for the audit log
     */
    public Optional<NotificationLinks> forIncident(UUID incident, String sentTo) {
        return links(new About.Incident(incident), sentTo);
    }

    private Optional<NotificationLinks> links(About about, String sentTo) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return keys.known().signing().map(key -> {
            Map<String, String> silence = new LinkedHashMap<>();
            silences.forEach(action -> silence.put(
                    PrometheusDuration.format(action.duration()), address(action, about, sentTo, now, key)));
            return new NotificationLinks(
                    address(new LinkAction.Acknowledge(), about, sentTo, now, key),
                    address(new LinkAction.Resolve(), about, sentTo, now, key),
                    silence);
        });
    }

    private String address(LinkAction action, About about, String sentTo, Instant now, LinkKeys.Key key) {
        return base + PATH + LinkTokens.write(new Link(action, about, sentTo, now, now.plus(keys.validFor())), key);
    }

    /** The part of an address that says and signs everything. */
    public static String tokenOf(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }
}
