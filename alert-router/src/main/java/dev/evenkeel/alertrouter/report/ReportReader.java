package dev.evenkeel.alertrouter.report;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.evenkeel.alertrouter.analytics.AnalyticsConfig;
import dev.evenkeel.alertrouter.analytics.IncidentFilter;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;

/** Reads {@code reports.yaml}. */
final class ReportReader {

    /** The channels that can be told what is about no alerts. */
    static final Set<String> CHANNELS = Set.of("email", "slack", "webhook");

    private static final LocalTime USUAL_TIME = LocalTime.of(9, 0);
    private static final int MOST_REPORTS = 100;

    private final RouterConfig config;

    /** @param config with receivers, and what is counted by */
    ReportReader(RouterConfig config) {
        this.config = config;
    }

    Reports read(ConfigNode root) {
        ConfigMapping document = root.mapping();
        Map<String, ReportDefinition> byName = new LinkedHashMap<>();
        List<ConfigNode> nodes =
                document.optional("reports").map(ConfigNode::list).orElse(List.of());
        for (ConfigNode node : nodes) {
            ReportDefinition report = readReport(node);
            if (byName.put(report.name(), report) != null) {
                node.reject("is a second report named '" + report.name() + "'; names are unique");
            }
        }
        if (nodes.size() > MOST_REPORTS) {
            document.self().reject("has more than " + MOST_REPORTS + " reports");
        }
        document.refuseOthers();
        return new Reports(byName);
    }

    private ReportDefinition readReport(ConfigNode node) {
        ConfigMapping report = node.mapping();
        ConfigNode nameNode = report.required("name");
        String name = nameNode.name();
        if (!name.matches("[A-Za-z0-9_.-]{1,100}")) {
            nameNode.reject(
                    "must be 1 to 100 letters, digits, dots, hyphens and underscores, since it is part of an address");
        }
        var definition = new ReportDefinition(
                name,
                report.optional("title", ConfigNode::name, name),
                schedule(report),
                report.optional("receivers", list -> list.list(this::receiver), List.of()),
                report.optional("only").map(this::filter).orElse(IncidentFilter.ALL));
        report.refuseOthers();
        return definition;
    }

    private static ReportSchedule schedule(ConfigMapping report) {
        LocalTime time = report.optional("time", node -> node.parsed(ReportReader::time, USUAL_TIME), USUAL_TIME);
        ZoneId zone = report.optional("time_zone", ConfigNode::timeZone, ZoneOffset.UTC);
        ConfigNode every = report.required("every");
        Optional<ConfigNode> day = report.optional("day");
        return switch (every.text()) {
            case "week" ->
                new ReportSchedule.Weekly(
                        day.map(node -> node.oneOf(DayOfWeek.class)).orElse(DayOfWeek.MONDAY), time, zone);
            case "month" ->
                new ReportSchedule.Monthly(
                        day.map(node -> node.integer(1, ReportSchedule.Monthly.LATEST))
                                .orElse(1),
                        time,
                        zone);
            default -> {
                every.reject("must be week or month");
                yield new ReportSchedule.Weekly(DayOfWeek.MONDAY, time, zone);
            }
        };
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a time such as \"09:00\", in quotes, not '" + text + "'", e);
        }
    }

    private String receiver(ConfigNode node) {
        String name = node.name();
        if (!config.receivers().containsKey(name)) {
            node.reject("names '" + name + "', which is not a receiver of alertmanager.yml");
        } else if (config.integrations(name).stream()
                .noneMatch(each -> CHANNELS.contains(each.settings().kind()))) {
            node.reject("names '" + name + "', which has none of email_configs, slack_configs and webhook_configs");
        }
        return name;
    }

    private IncidentFilter filter(ConfigNode node) {
        ConfigMapping only = node.mapping();
        List<String> receivers = only.optional("receivers", list -> list.list(ConfigNode::name), List.of());
        List<String> severities = only.optional("severities", list -> list.list(ReportReader::severity), List.of());
        Map<String, String> labels = only.optional("labels").map(this::labels).orElse(Map.of());
        only.refuseOthers();
        return new IncidentFilter(receivers, severities, labels);
    }

    private static String severity(ConfigNode node) {
        String text = node.text();
        if (Arrays.stream(Severity.values()).noneMatch(each -> each.text().equals(text))) {
            node.reject("must be one of "
                    + Arrays.stream(Severity.values()).map(Severity::text).collect(Collectors.joining(", ")));
        }
        return text;
    }

    private Map<String, String> labels(ConfigNode node) {
        List<String> counted = config.feature(AnalyticsConfig.class).labels();
        ConfigMapping labels = node.mapping();
        labels.entries().forEach((name, value) -> {
            if (!counted.contains(name)) {
                value.reject("is of a label that is not counted by; the labels of analytics.yaml are "
                        + String.join(", ", counted));
            }
        });
        return labels.texts();
    }
}
