package dev.evenkeel.alertrouter.interaction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.configuration.Secret;

/**
 * Who may call back, by the secrets that they sign with.
 *
 * @param webhooks by name
 */
record Interactions(Optional<SlackApp> slack, Optional<Secret> pagerDuty, Map<String, Secret> webhooks) {

    static final Interactions NONE = new Interactions(Optional.empty(), Optional.empty(), Map.of());

    Interactions {
        webhooks = Map.copyOf(webhooks);
    }

    static Interactions read(ConfigNode root) {
        ConfigMapping config = root.mapping();
        Optional<SlackApp> slack = config.optional("slack").flatMap(SlackApp::read);
        Optional<Secret> pagerDuty = config.optional("pagerduty").flatMap(Interactions::signingSecret);
        Map<String, Secret> webhooks = new LinkedHashMap<>();
        for (ConfigNode node : config.optional("webhooks").map(ConfigNode::list).orElse(List.of())) {
            ConfigMapping webhook = node.mapping();
            ConfigNode name = webhook.required("name");
            if (!name.name().matches("[a-z0-9][a-z0-9-]{0,62}")) {
                name.reject("must be lower-case letters, digits and hyphens, 63 at most");
            }
            signingSecret(webhook).ifPresent(secret -> {
                if (webhooks.put(name.name(), secret) != null) {
                    name.reject("occurs twice");
                }
            });
            webhook.refuseOthers();
        }
        config.refuseOthers();
        return new Interactions(slack, pagerDuty, webhooks);
    }

    private static Optional<Secret> signingSecret(ConfigNode node) {
        ConfigMapping mapping = node.mapping();
        Optional<Secret> secret = signingSecret(mapping);
        mapping.refuseOthers();
        return secret;
    }

    static Optional<Secret> signingSecret(ConfigMapping mapping) {
        Optional<Secret> secret = mapping.secret("signing_secret");
        if (secret.isEmpty()) {
            mapping.self().reject("needs one of signing_secret, signing_secret_file and signing_secret_env");
        }
        return secret;
    }
}
