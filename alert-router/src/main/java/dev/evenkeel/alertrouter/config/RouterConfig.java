package dev.evenkeel.alertrouter.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.evenkeel.alertrouter.inhibition.InhibitRule;
import dev.evenkeel.alertrouter.inhibition.Inhibition;
import dev.evenkeel.alertrouter.notification.AttemptTime;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.Receiver;
import dev.evenkeel.alertrouter.notification.inbox.InboxSettings;
import dev.evenkeel.alertrouter.routing.Route;
import dev.evenkeel.alertrouter.routing.RouteDefinition;
import dev.evenkeel.alertrouter.template.TemplateSet;
import dev.evenkeel.alertrouter.timeinterval.TimeIntervals;

/**
 * What alert-router works by.
 *
 * @param resolveTimeout after which an alert whose report named no end is taken for resolved
 * @param routing the route tree as it is written
 * @param route the same with everything inherited
 * @param routes every route of the tree, by its id
 * @param timeIntervals by which routes are muted or active
 * @param inhibition rules by which alerts keep others from being told
 * @param receivers by name, in the order of the file; every route's receiver is among them
 * @param templates by which notifications are written
 * @param asWritten the configuration as YAML that Alertmanager's own tools read, without its secrets
 * @param features what the files of our own features say, by the type of the value; see {@link FeatureFile}
 */
public record RouterConfig(
        Duration resolveTimeout,
        RouteDefinition routing,
        Route route,
        Map<String, Route> routes,
        TimeIntervals timeIntervals,
        Inhibition inhibition,
        Map<String, Receiver> receivers,
        TemplateSet templates,
        String asWritten,
        Map<Class<?>, Object> features) {

    static final Duration DEFAULT_RESOLVE_TIMEOUT = Duration.ofMinutes(5);

    private static final String INBOX = "inbox";
    private static final String TO_INBOX = """
            route:
              receiver: inbox
            receivers:
            - name: inbox
            """;

    public static RouterConfig of(
            Duration resolveTimeout,
            RouteDefinition routing,
            TimeIntervals timeIntervals,
            Inhibition inhibition,
            List<Receiver> receivers,
            TemplateSet templates,
            String asWritten) {
        var byName = new LinkedHashMap<String, Receiver>();
        receivers.forEach(receiver -> byName.put(receiver.name(), receiver));
        Route root = Route.tree(routing);
        Map<String, Route> routes = root.walk().collect(Collectors.toUnmodifiableMap(Route::id, Function.identity()));
        return new RouterConfig(
                resolveTimeout,
                routing,
                root,
                routes,
                timeIntervals,
                inhibition,
                byName,
                templates,
                asWritten,
                Map.of());
    }

    /** The same with what the file of one more feature says. */
    <T> RouterConfig with(Class<T> type, T value) {
        var all = new LinkedHashMap<>(features);
        all.put(type, type.cast(value));
        return new RouterConfig(
                resolveTimeout,
                routing,
                route,
                routes,
                timeIntervals,
                inhibition,
                receivers,
                templates,
                asWritten,
                Map.copyOf(all));
    }

    /**
     * What a feature is configured by.
     *
     * @throws IllegalStateException if the feature has no {@link FeatureFile}
     */
    public <T> T feature(Class<T> type) {
        Object value = features.get(type);
        if (value == null) {
            throw new IllegalStateException("no configuration file makes a " + type.getName());
        }
        return type.cast(value);
    }

    /** The integrations of a receiver; none for one that is not configured (any more). */
    public List<Integration> integrations(String receiver) {
        Receiver configured = receivers.get(receiver);
        return configured == null ? List.of() : configured.integrations();
    }

    /** How long an attempt to tell a receiver may take. */
    public Duration longestAttempt(String receiver) {
        Receiver configured = receivers.get(receiver);
        return configured == null ? AttemptTime.USUAL.whole() : configured.longestAttempt();
    }

    /**
     * Changes whenever an alert may fall into another group, a group may keep another time, or an alert may inhibit others
     * than before.
     */
    public String routingDigest() {
        return Stream.concat(
                        route.walk().map(each -> each.id() + " " + each.options()),
                        inhibition.rules().stream().map(InhibitRule::toString))
                .collect(Collectors.joining("\n"));
    }

    /** What holds without any file: everything goes to the inbox, so that no alert is lost for want of a configuration. */
    public static RouterConfig toInbox(TemplateSet templates) {
        var inbox = new Receiver(INBOX, List.of(new Integration(INBOX, 0, new InboxSettings(true))));
        return of(
                DEFAULT_RESOLVE_TIMEOUT,
                RouteDefinition.toReceiver(INBOX),
                TimeIntervals.none(),
                Inhibition.none(),
                List.of(inbox),
                templates,
                TO_INBOX);
    }
}
