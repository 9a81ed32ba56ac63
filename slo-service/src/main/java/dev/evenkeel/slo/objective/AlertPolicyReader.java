package dev.evenkeel.slo.objective;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.slo.burn.BurnPolicy;

/** Reads when a burning budget is worth an alert: documents of kind {@code AlertPolicy} and {@code AlertCondition}. */
final class AlertPolicyReader {

    private static final Duration SHORTEST_LOOKBACK = Duration.ofMinutes(6);
    private static final Duration LONGEST_LOOKBACK = Duration.ofDays(30);

    private final OpenSloDocuments documents;

    AlertPolicyReader(OpenSloDocuments documents) {
        this.documents = documents;
    }

    /** @param list of policies: names of documents, or mappings with an {@code alertPolicyRef} or a policy written out */
    List<BurnPolicy> read(ConfigNode list) {
        List<BurnPolicy> policies = new ArrayList<>();
        for (ConfigNode node : list.list()) {
            policy(node).ifPresent(document -> policies.addAll(conditions(document)));
        }
        return policies.isEmpty() ? BurnPolicy.RECOMMENDED : policies;
    }

    private Optional<OpenSloDocuments.Document> policy(ConfigNode node) {
        if (!node.isMapping()) {
            return documents.referred("AlertPolicy", node);
        }
        ConfigMapping fields = node.mapping();
        Optional<ConfigNode> reference = fields.optional("alertPolicyRef");
        if (reference.isPresent()) {
            fields.refuseOthers();
            return documents.referred("AlertPolicy", reference.get());
        }
        return Optional.of(new OpenSloDocuments.Document(OpenSloDocuments.nameOf(fields), fields));
    }

    private List<BurnPolicy> conditions(OpenSloDocuments.Document policy) {
        ConfigMapping spec = policy.spec();
        spec.optional("description", ConfigNode::text, "");
        for (String flag : List.of("alertWhenNoData", "alertWhenResolved", "alertWhenBreaching")) {
            spec.optional(flag, ConfigNode::flag, true);
        }
        // Who is told, and how, is the business of the alert-router.
        spec.optional("notificationTargets");
        List<BurnPolicy> read = new ArrayList<>();
        for (ConfigNode node : spec.required("conditions").list()) {
            String name = read.isEmpty() ? policy.name() : policy.name() + "-" + (read.size() + 1);
            condition(node).ifPresent(condition -> read.add(burnRate(name, condition)));
        }
        spec.refuseOthers();
        policy.whole().refuseOthers();
        return read;
    }

    private Optional<ConfigMapping> condition(ConfigNode node) {
        ConfigMapping fields = node.mapping();
        Optional<ConfigNode> reference = fields.optional("conditionRef");
        if (reference.isPresent()) {
            fields.refuseOthers();
            return documents.referred("AlertCondition", reference.get()).map(document -> {
                ConfigMapping spec = document.spec();
                document.whole().refuseOthers();
                return spec;
            });
        }
        OpenSloDocuments.nameOf(fields);
        ConfigMapping spec = fields.required("spec").mapping();
        fields.refuseOthers();
        return Optional.of(spec);
    }

    private static BurnPolicy burnRate(String name, ConfigMapping spec) {
        spec.optional("description", ConfigNode::text, "");
        String severity = spec.required("severity").name();
        ConfigMapping condition = spec.required("condition").mapping();
        ConfigNode kind = condition.required("kind");
        if (!kind.text().equals("burnrate")) {
            kind.reject("must be burnrate");
        }
        condition.optional("op").ifPresent(operator -> {
            if (!List.of("gte", "gt").contains(operator.text())) {
                operator.reject("must be gte or gt: a slow burn is no reason for an alert");
            }
        });
        BurnPolicy policy = new BurnPolicy(
                name,
                severity,
                condition.required("threshold").number(0.001, 1_000_000),
                condition.required("lookbackWindow").duration(SHORTEST_LOOKBACK, LONGEST_LOOKBACK),
                condition.optional("alertAfter", ConfigNode::duration, Duration.ZERO));
        condition.refuseOthers();
        spec.refuseOthers();
        return policy;
    }
}
