package dev.evenkeel.alertrouter.heartbeat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.evenkeel.alertrouter.config.MatchersReader;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.matching.Matchers;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;

/** Reads {@code heartbeats.yaml}. */
final class HeartbeatReader {

    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofDays(366);
    static final Duration DEFAULT_GRACE = Duration.ZERO;

    private final MatcherSyntax syntax;

    HeartbeatReader(MatcherSyntax syntax) {
        this.syntax = syntax;
    }

    Heartbeats read(ConfigNode root) {
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

    private Heartbeat heartbeat(ConfigMapping config) {
        ConfigNode name = config.required("name");
        if (!NAME.matcher(name.name()).matches()) {
            name.reject("must be lower-case letters, digits and hyphens, 63 at most");
        }
        var heartbeat = new Heartbeat(
                name.name(),
                config.required("interval").duration(SHORTEST, LONGEST),
                config.optional("grace", node -> node.duration(Duration.ZERO, LONGEST), DEFAULT_GRACE),
                config.optional("labels", this::labels, Map.of()),
                config.optional("annotations", node -> node.mapping().texts(), Map.of()),
                new Matchers(config.optional("matchers", node -> MatchersReader.list(node, syntax), List.of())));
        config.refuseOthers();
        return heartbeat;
    }

    private Map<String, String> labels(ConfigNode node) {
        Map<String, String> labels = node.mapping().texts();
        labels.keySet().stream()
                .filter(label -> !syntax.isLabelName(label))
                .forEach(label -> node.reject("'" + label + "' is no name for a label"));
        return labels;
    }
}
