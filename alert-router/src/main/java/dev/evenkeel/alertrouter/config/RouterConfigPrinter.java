package dev.evenkeel.alertrouter.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.evenkeel.alertrouter.inhibition.InhibitRule;
import dev.evenkeel.alertrouter.inhibition.Inhibition;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.Matchers;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.Receiver;
import dev.evenkeel.alertrouter.notification.inbox.InboxSettings;
import dev.evenkeel.alertrouter.notification.webhook.WebhookAuthorization;
import dev.evenkeel.alertrouter.notification.webhook.WebhookSettings;
import dev.evenkeel.alertrouter.routing.GroupBy;
import dev.evenkeel.alertrouter.routing.RouteDefinition;
import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.alertrouter.timeinterval.TimeInterval;
import dev.evenkeel.alertrouter.timeinterval.TimeIntervals;
import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.configuration.Secret;

/**
 * Prints a configuration as YAML that Alertmanager's own tools read: secrets are {@code <secret>}, and what they do not
 * know is a comment.
 */
public final class RouterConfigPrinter {

    private static final String SECRET = "<secret>";

    private final StringBuilder yaml = new StringBuilder();

    private RouterConfigPrinter() {}

    public static String print(RouterConfig config) {
        var printer = new RouterConfigPrinter();
        printer.line(0, "global:");
        printer.line(1, "resolve_timeout: " + PrometheusDuration.format(config.resolveTimeout()));
        printer.line(0, "route:");
        printer.route(1, config.routing());
        printer.inhibition(config.inhibition());
        printer.timeIntervals(config.timeIntervals());
        printer.line(0, "receivers:");
        config.receivers().values().forEach(printer::receiver);
        return printer.yaml.toString();
    }

    private void route(int depth, RouteDefinition route) {
        route.receiver().ifPresent(receiver -> line(depth, "receiver: " + quoted(receiver)));
        route.groupBy().ifPresent(groupBy -> line(depth, "group_by: " + list(groupBy)));
        if (!route.matchers().isEmpty()) {
            line(depth, "matchers:");
            for (Matcher matcher : route.matchers().list()) {
                line(depth, "- " + quoted(matcher.toString()));
            }
        }
        names(depth, "mute_time_intervals", route.schedule().mutedDuring());
        names(depth, "active_time_intervals", route.schedule().activeDuring());
        line(depth, "continue: " + route.continues());
        duration(depth, "group_wait", route.groupWait());
        duration(depth, "group_interval", route.groupInterval());
        duration(depth, "repeat_interval", route.repeatInterval());
        if (!route.routes().isEmpty()) {
            line(depth, "routes:");
            for (RouteDefinition child : route.routes()) {
                line(depth, "-");
                route(depth + 1, child);
            }
        }
    }

    private void names(int depth, String field, List<String> names) {
        if (!names.isEmpty()) {
            line(
                    depth,
                    names.stream()
                            .map(RouterConfigPrinter::quoted)
                            .collect(Collectors.joining(", ", field + ": [", "]")));
        }
    }

    /** Without the rules' names, which older tools do not know. */
    private void inhibition(Inhibition inhibition) {
        if (inhibition.rules().isEmpty()) {
            return;
        }
        line(0, "inhibit_rules:");
        for (InhibitRule rule : inhibition.rules()) {
            line(0, "- source_matchers: " + list(rule.source()));
            line(1, "target_matchers: " + list(rule.target()));
            line(
                    1,
                    rule.equal().stream()
                            .map(RouterConfigPrinter::quoted)
                            .collect(Collectors.joining(", ", "equal: [", "]")));
        }
    }

    private static String list(Matchers matchers) {
        return matchers.list().stream()
                .map(matcher -> quoted(matcher.toString()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Those that were written under the older name come under the newer one. */
    private void timeIntervals(TimeIntervals intervals) {
        if (intervals.byName().isEmpty()) {
            return;
        }
        line(0, "time_intervals:");
        intervals.byName().forEach((name, meant) -> {
            line(0, "- name: " + quoted(name));
            line(1, "time_intervals:" + (meant.isEmpty() ? " []" : ""));
            for (TimeInterval interval : meant) {
                line(1, "- " + TimeIntervalPrinter.print(interval));
            }
        });
    }

    private void duration(int depth, String field, Optional<Duration> value) {
        value.ifPresent(duration -> line(depth, field + ": " + PrometheusDuration.format(duration)));
    }

    private static String list(GroupBy groupBy) {
        return switch (groupBy) {
            case GroupBy.AllLabels _ -> "['...']";
            case GroupBy.Only only -> only.names().stream().sorted().collect(Collectors.joining(", ", "[", "]"));
        };
    }

    private void receiver(Receiver receiver) {
        line(0, "- name: " + quoted(receiver.name()));
        List<WebhookSettings> webhooks = receiver.integrations().stream()
                .map(Integration::settings)
                .filter(WebhookSettings.class::isInstance)
                .map(WebhookSettings.class::cast)
                .toList();
        if (!webhooks.isEmpty()) {
            line(1, "webhook_configs:");
            webhooks.forEach(this::webhook);
        }
        receiver.integrations().stream()
                .map(Integration::settings)
                .filter(InboxSettings.class::isInstance)
                .forEach(inbox -> line(1, "# and Evenkeel's inbox, send_resolved: " + inbox.sendResolved()));
    }

    private void webhook(WebhookSettings webhook) {
        line(1, "- send_resolved: " + webhook.sendResolved());
        switch (webhook.authorization()) {
            case WebhookAuthorization.None _ -> {
                // nothing to say
            }
            case WebhookAuthorization.Basic basic -> {
                line(2, "http_config:");
                line(3, "basic_auth:");
                line(4, "username: " + quoted(basic.username()));
                line(4, "password: " + SECRET);
            }
            case WebhookAuthorization.Token token -> {
                line(2, "http_config:");
                line(3, "authorization:");
                line(4, "type: " + quoted(token.scheme()));
                line(4, "credentials: " + SECRET);
            }
        }
        line(2, "url: " + quoted(withoutSecrets(webhook.url())));
        line(2, "max_alerts: " + webhook.maxAlerts());
    }

    /** The scheme and the host, since some tools insist on a URL; the rest often carries a token. */
    private static String withoutSecrets(Secret url) {
        if (url instanceof Secret.Literal literal) {
            URI address = URI.create(literal.text());
            return address.getScheme() + "://" + address.getHost() + "/" + SECRET;
        }
        return "http://url.file/" + SECRET;
    }

    private void line(int depth, String text) {
        yaml.repeat("  ", depth).append(text).append('\n');
    }

    /** In double quotes, with the escapes that YAML and Go's quoting share. */
    private static String quoted(String text) {
        return GoQuoting.quote(text);
    }
}
