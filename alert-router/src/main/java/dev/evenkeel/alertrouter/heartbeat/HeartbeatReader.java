package dev.evenkeel.alertrouter.heartbeat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.matching.Matchers;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;

/** Reads {@code heartbeats.yaml}. */
final class HeartbeatReader {

    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofDays(366);
    static final Duration DEFAULT_GRACE = Duration.ZERO;

    private HeartbeatReader() {}

    static Heartbeats read(ConfigNode root) {
        ConfigMapping config = root.mapping();
        List<Heartbeat> heartbeats = new ArrayList<>();
        for (ConfigNode node : config.required("heartbeats").list()) {
            Heartbeat heartbeat = heartbeat(node.mapping());
            if (heartbeats.stream().anyMatch(other -> other.name().equals(heartbeat.name()))) {
                node.reject("the name " + heartbeat.name() + " occurs twice");
            }
            heartbeats.add(heartbeat);
        }
        config.refuseOthers();
        return new Heartbeats(heartbeats);
    }

    private static Heartbeat heartbeat(ConfigMapping config) {
        ConfigNode name = config.required("name");
        if (!NAME.matcher(name.name()).matches()) {
            name.reject("must be lower-case letters, digits and hyphens, 63 at most");
        }
        var heartbeat = new Heartbeat(
                name.name(),
                config.required("interval").duration(SHORTEST, LONGEST),
                config.optional("grace", node -> node.duration(Duration.ZERO, LONGEST), DEFAULT_GRACE),
                config.optional("labels", HeartbeatReader::labels, Map.of()),
                config.optional("annotations", node -> node.mapping().texts(), Map.of()),
                new Matchers(config.optional("matchers", HeartbeatReader::matchers, List.of())));
        config.refuseOthers();
        return heartbeat;
    }

    private static Map<String, String> labels(ConfigNode node) {
        Map<String, String> labels = node.mapping().texts();
        labels.keySet().stream()
                .filter(label -> !LABEL.matcher(label).matches())
                .forEach(label -> node.reject("'" + label + "' is no name for a label"));
        return labels;
    }

    private static List<Matcher> matchers(ConfigNode node) {
        return node.list(each -> each.parsed(MatcherSyntax.FALLBACK::parseList, List.<Matcher>of())).stream()
                .flatMap(List::stream)
                .toList();
    }
}
