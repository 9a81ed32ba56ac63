package dev.evenkeel.alertrouter.heartbeat;

import java.time.Duration;
import java.util.Map;

import dev.evenkeel.alertrouter.heartbeat.HeartbeatsResource.Definition;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.matching.Matchers;
import dev.evenkeel.alertrouter.matching.RequestMatchers;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.RequestText;

/** Reads heartbeats as they are defined over REST and on the page; what cannot be is answered with 400, or 409. */
final class DefinitionReader {

    private static final int LONGEST_TEXT = 10_000;

    private final HeartbeatService heartbeats;
    private final MatcherSyntax syntax;

    DefinitionReader(HeartbeatService heartbeats, MatcherSyntax syntax) {
        this.heartbeats = heartbeats;
        this.syntax = syntax;
    }

    Heartbeat read(String name, Definition definition) {
        String checked = name(name);
        Duration interval = RequestText.duration(
                "/interval", definition.interval(), HeartbeatReader.SHORTEST, HeartbeatReader.LONGEST);
        Duration grace = definition.grace() == null
                ? HeartbeatReader.DEFAULT_GRACE
                : RequestText.duration("/grace", definition.grace(), Duration.ZERO, HeartbeatReader.LONGEST);
        Map<String, String> labels = texts("/labels", definition.labels());
        labels.keySet().stream()
                .filter(label -> !syntax.isLabelName(label))
                .findFirst()
                .ifPresent(label -> {
                    throw ProblemException.invalid("/labels", "'" + label + "' is no name for a label", null);
                });
        var heartbeat = new Heartbeat(
                checked,
                interval,
                grace,
                labels,
                texts("/annotations", definition.annotations()),
                new Matchers(RequestMatchers.optional("/matchers", definition.matchers(), syntax)));
        nameOutsideTheFile(name);
        return heartbeat;
    }

    String name(String name) {
        if (!HeartbeatReader.NAME.matcher(name).matches()) {
            throw ProblemException.invalid(
                    "path:name", "is '" + name + "'", "lower-case letters, digits and hyphens, 63 at most");
        }
        return name;
    }

    /** A name that the file does not define, so that it may be changed here. */
    String nameOutsideTheFile(String name) {
        if (heartbeats.isInFile(name(name))) {
            throw ProblemException.conflict("heartbeats.yaml defines " + name + ": change it there");
        }
        return name;
    }

    private static Map<String, String> texts(String where, Map<String, String> texts) {
        if (texts == null) {
            return Map.of();
        }
        texts.forEach((name, value) -> {
            if (value == null
                    || value.length() > LONGEST_TEXT
                    || value.indexOf('\0') >= 0
                    || name.indexOf('\0') >= 0
                    || name.isEmpty()) {
                throw ProblemException.invalid(where, "has a value that cannot be", "texts, without U+0000");
            }
        });
        return texts;
    }
}
