package dev.evenkeel.alertrouter.correlation;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;

import dev.evenkeel.alertrouter.correlation.CorrelationConfig.GraphSource;
import dev.evenkeel.alertrouter.correlation.CorrelationConfig.Groups;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.outbound.OutboundRequest;

/** Reads {@code correlation.yaml}. */
final class CorrelationConfigReader {

    private static final Duration LONGEST_SETTLING = Duration.ofMinutes(10);

    private CorrelationConfigReader() {}

    static CorrelationConfig read(ConfigNode document) {
        ConfigMapping root = document.mapping();
        CorrelationConfig standard = CorrelationConfig.DEFAULT;
        var config = new CorrelationConfig(
                root.optional("related_groups", CorrelationConfigReader::groups, standard.groups()),
                root.optional("merge", ConfigNode::flag, standard.merge()),
                root.optional(
                        "settle_after",
                        node -> node.duration(Duration.ofSeconds(1), LONGEST_SETTLING),
                        standard.settleAfter()),
                root.optional("entity_labels", node -> node.list(ConfigNode::name), standard.entityLabels()),
                new LinkedHashSet<>(root.optional(
                        "ignored_labels", node -> node.list(ConfigNode::name), List.copyOf(standard.ignoredLabels()))),
                root.optional("graph").map(CorrelationConfigReader::graph));
        root.refuseOthers();
        return config;
    }

    private static Groups groups(ConfigNode node) {
        return switch (node.text()) {
            case "none" -> Groups.NONE;
            case "same_receiver" -> Groups.SAME_RECEIVER;
            case "any" -> Groups.ANY;
            default -> {
                node.reject("must be none, same_receiver or any");
                yield Groups.NONE;
            }
        };
    }

    private static GraphSource graph(ConfigNode node) {
        ConfigMapping graph = node.mapping();
        var source = new GraphSource(
                graph.required("url").parsed(OutboundRequest::checkedUrl, "http://localhost"),
                graph.secret("bearer_token"),
                graph.optional(
                        "refresh",
                        each -> each.duration(Duration.ofSeconds(5), Duration.ofHours(1)),
                        Duration.ofSeconds(30)),
                graph.optional(
                        "max_age",
                        each -> each.duration(Duration.ofMinutes(1), Duration.ofDays(7)),
                        Duration.ofHours(1)));
        graph.refuseOthers();
        return source;
    }
}
