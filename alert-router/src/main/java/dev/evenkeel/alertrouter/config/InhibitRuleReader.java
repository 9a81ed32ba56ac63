package dev.evenkeel.alertrouter.config;

import java.util.List;
import java.util.TreeSet;

import dev.evenkeel.alertrouter.inhibition.InhibitRule;
import dev.evenkeel.alertrouter.inhibition.Inhibition;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;

/** Reads {@code inhibit_rules}; mistakes are named in Alertmanager's words. */
final class InhibitRuleReader {

    private final MatchersReader matchers;

    InhibitRuleReader(MatchersReader matchers) {
        this.matchers = matchers;
    }

    Inhibition read(ConfigMapping config) {
        return new Inhibition(config.optional("inhibit_rules", rules -> rules.list(this::readRule), List.of()));
    }

    private InhibitRule readRule(ConfigNode node) {
        ConfigMapping rule = node.mapping();
        var read = new InhibitRule(
                rule.optional("name", ConfigNode::text, ""),
                matchers.read(rule, "source_"),
                matchers.read(rule, "target_"),
                new TreeSet<>(rule.optional("equal", labels -> labels.list(this::readLabelName), List.of())));
        rule.refuseOthers();
        return read;
    }

    private String readLabelName(ConfigNode node) {
        String name = node.text();
        if (!matchers.isLabelName(name)) {
            node.reject("invalid label name \"" + name + "\" in equal list");
        }
        return name;
    }
}
