package dev.evenkeel.alertrouter.correlation.holdback;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;

import dev.evenkeel.alertrouter.config.MatchersReader;
import dev.evenkeel.alertrouter.correlation.holdback.HoldBackRule.Damping;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.matching.Matchers;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;

/** Reads {@code hold-back.yaml}. */
final class HoldBackReader {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_STARTS = 100;

    private final MatcherSyntax syntax;

    HoldBackReader(MatcherSyntax syntax) {
        this.syntax = syntax;
    }

    HoldBackRules read(ConfigNode document) {
        ConfigMapping root = document.mapping();
        var rules = new HoldBackRules(
                root.optional("rules", node -> node.list(this::rule), List.of()),
                new LinkedHashSet<>(root.optional("duplicate_labels", node -> node.list(ConfigNode::name), List.of())));
        root.refuseOthers();
        return rules;
    }

    private HoldBackRule rule(ConfigNode node) {
        ConfigMapping rule = node.mapping();
        var read = new HoldBackRule(
                new Matchers(rule.optional("matchers", each -> MatchersReader.list(each, syntax), List.of())),
                rule.optional("shorter_than", each -> each.duration(Duration.ZERO, LONGEST), Duration.ZERO),
                rule.optional("flapping").map(HoldBackReader::damping));
        rule.refuseOthers();
        if (read.shorterThan().isZero() && read.damping().isEmpty()) {
            node.reject("holds nothing back: it needs shorter_than or flapping");
        }
        return read;
    }

    private static Damping damping(ConfigNode node) {
        ConfigMapping damping = node.mapping();
        var read = new Damping(
                damping.optional("starts", each -> each.integer(2, MOST_STARTS), 3),
                damping.optional(
                        "half_life", each -> each.duration(Duration.ofMinutes(1), LONGEST), Duration.ofMinutes(15)));
        damping.refuseOthers();
        return read;
    }
}
