package dev.evenkeel.alertrouter.silence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.evenkeel.alertrouter.config.FeatureFile;
import dev.evenkeel.alertrouter.config.MatchersReader;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.silence.SilencePolicy.Rule;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;

/** Has {@code silence-policy.yaml} read with the rest of the configuration. */
@Singleton
class SilencePolicyProducer {

    private static final int RANK = 32;
    private static final Set<String> ROLES = Set.of("responder", "operator", "admin", SilenceAuthor.LINK);

    @Produces
    @Singleton
    FeatureFile<SilencePolicy> file(MatcherSyntax syntax) {
        return new FeatureFile<>(
                "silence-policy.yaml",
                RANK,
                SilencePolicy.class,
                SilencePolicy.NONE,
                (root, config) -> SilencePolicyProducer.read(root, syntax));
    }

    private static SilencePolicy read(ConfigNode root, MatcherSyntax syntax) {
        ConfigMapping config = root.mapping();
        List<Rule> rules = new ArrayList<>();
        for (ConfigNode node : config.required("rules").list()) {
            rules.add(rule(node.mapping(), syntax));
        }
        config.refuseOthers();
        return new SilencePolicy(Optional.of(rules));
    }

    private static Rule rule(ConfigMapping config, MatcherSyntax syntax) {
        var rule = new Rule(
                Set.copyOf(config.optional("roles", node -> node.list(SilencePolicyProducer::role), List.of())),
                Set.copyOf(config.optional("names", node -> node.list(ConfigNode::name), List.of())),
                config.optional("matchers", node -> MatchersReader.list(node, syntax), List.of()),
                config.optional("max_duration")
                        .map(node -> node.duration(Duration.ofMinutes(1), Duration.ofDays(3660))),
                config.optional("comment_required", ConfigNode::flag, false));
        config.refuseOthers();
        return rule;
    }

    private static String role(ConfigNode node) {
        String role = node.name();
        if (!ROLES.contains(role)) {
            node.reject("must be one of responder, operator, admin and link, not '" + role + "'");
        }
        return role;
    }
}
