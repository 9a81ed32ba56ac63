package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.evenkeel.alertrouter.config.MatchersReader;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.escalation.policy.EscalationRules;
import dev.evenkeel.alertrouter.escalation.policy.PersonalRule;
import dev.evenkeel.alertrouter.escalation.policy.PersonalRule.Notice;
import dev.evenkeel.alertrouter.escalation.policy.Policy;
import dev.evenkeel.alertrouter.escalation.policy.PolicyRule;
import dev.evenkeel.alertrouter.escalation.policy.Urgency;
import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.matching.Matchers;
import dev.evenkeel.alertrouter.oncall.OncallDirectory;
import dev.evenkeel.alertrouter.oncall.Person;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;

/** Reads {@code escalation.yaml}. */
final class EscalationReader {

    private static final Duration LONGEST_AFTER = Duration.ofDays(1);

    private final RouterConfig config;
    private final OncallDirectory oncall;
    private final PolicyReader policyReader;
    private final MatcherSyntax syntax;

    /** @param config with what {@code alertmanager.yml} and {@code oncall.yaml} say */
    EscalationReader(RouterConfig config, MatcherSyntax syntax) {
        this.config = config;
        this.syntax = syntax;
        this.oncall = config.feature(OncallDirectory.class);
        this.policyReader = new PolicyReader(config);
    }

    EscalationRules read(ConfigNode root) {
        ConfigMapping document = root.mapping();
        Map<Severity, Urgency> urgencies = readUrgencies(document);
        Map<String, Policy> policies = new LinkedHashMap<>();
        for (ConfigNode node : nodes(document, "policies")) {
            Policy policy = policyReader.read(node);
            if (policies.put(policy.name(), policy) != null) {
                node.reject("is a second policy named '" + policy.name() + "'; names are unique");
            }
        }
        List<PolicyRule> rules = nodes(document, "rules").stream()
                .map(node -> readRule(node, policies.keySet()))
                .toList();
        List<PersonalRule> personal = nodes(document, "notification_rules").stream()
                .map(this::readPersonal)
                .toList();
        document.refuseOthers();
        return new EscalationRules(urgencies, policies, rules, personal);
    }

    private static List<ConfigNode> nodes(ConfigMapping mapping, String field) {
        return mapping.optional(field).map(ConfigNode::list).orElse(List.of());
    }

    private static Map<Severity, Urgency> readUrgencies(ConfigMapping document) {
        var urgencies = new EnumMap<>(EscalationRules.defaultUrgencies());
        document.optional("urgencies").ifPresent(node -> {
            ConfigMapping table = node.mapping();
            for (Severity severity : Severity.values()) {
                table.optional(severity.text())
                        .ifPresent(urgency -> urgencies.put(severity, urgency.oneOf(Urgency.class)));
            }
            table.refuseOthers();
        });
        return urgencies;
    }

    private PolicyRule readRule(ConfigNode node, Set<String> policies) {
        ConfigMapping rule = node.mapping();
        List<Matcher> matchers = rule.optional("matchers", list -> MatchersReader.list(list, syntax), List.of());
        Set<Severity> severities = PolicyReader.readSeverities(rule);
        Set<String> receivers = new LinkedHashSet<>();
        for (ConfigNode each : nodes(rule, "receivers")) {
            receivers.add(PolicyReader.known(each, config.receivers().keySet(), "a receiver of alertmanager.yml"));
        }
        Optional<String> policy =
                rule.optional("policy").map(each -> PolicyReader.known(each, policies, "one of the policies"));
        boolean escalate = rule.optional("escalate", ConfigNode::flag, policy.isPresent());
        rule.refuseOthers();
        if (escalate != policy.isPresent() || (policy.isEmpty() && !rule.has("escalate"))) {
            node.reject("has either a policy, or escalate: false");
        }
        return new PolicyRule(new Matchers(matchers), severities, receivers, policy);
    }

    private PersonalRule readPersonal(ConfigNode node) {
        ConfigMapping rule = node.mapping();
        Set<String> people = new LinkedHashSet<>();
        for (ConfigNode each : nodes(rule, "people")) {
            people.add(PolicyReader.known(each, oncall.people().keySet(), "a person of oncall.yaml"));
        }
        Map<Urgency, List<Notice>> notices = new EnumMap<>(Urgency.class);
        for (Urgency urgency : Urgency.values()) {
            rule.optional(urgency.name().toLowerCase(Locale.ROOT))
                    .ifPresent(list -> notices.put(urgency, list.list(each -> readNotice(each, people))));
        }
        rule.refuseOthers();
        return new PersonalRule(people, notices);
    }

    private Notice readNotice(ConfigNode node, Set<String> people) {
        ConfigMapping notice = node.mapping();
        Duration after = notice.optional("after", value -> value.duration(Duration.ZERO, LONGEST_AFTER), Duration.ZERO);
        ConfigNode contactNode = notice.required("contact");
        String contact = contactNode.name();
        var when = policyReader.readWhen(notice);
        notice.refuseOthers();
        people.stream()
                .map(oncall.people()::get)
                .filter(person -> person != null && !hasContact(person, contact))
                .forEach(person ->
                        contactNode.reject("names '" + contact + "', which is not a contact of " + person.name()));
        if (people.isEmpty() && oncall.people().values().stream().noneMatch(person -> hasContact(person, contact))) {
            contactNode.reject("names '" + contact + "', which is not a contact of anybody");
        }
        return new Notice(after, contact, when);
    }

    private static boolean hasContact(Person person, String contact) {
        return person.contacts().stream().anyMatch(each -> each.name().equals(contact));
    }
}
