package dev.evenkeel.platform.query;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Alerting rules that are evaluated together.
 *
 * @param file where they are defined
 * @param interval how often they are evaluated
 */
public record RuleGroup(String name, String file, Duration interval, List<AlertingRule> rules) {

    public RuleGroup {
        rules = List.copyOf(rules);
    }

    /** How far an alert is. */
    public enum State {
        INACTIVE,
        PENDING,
        FIRING
    }

    /**
     * A rule.
     *
     * @param query the condition, as a person would write it
     * @param holdFor how long the condition must hold before an alert fires
     * @param alerts those that are pending or firing
     */
    public record AlertingRule(
            String name,
            String query,
            Duration holdFor,
            Map<String, String> labels,
            Map<String, String> annotations,
            Instant lastEvaluation,
            List<Alert> alerts) {

        public AlertingRule {
            labels = Map.copyOf(labels);
            annotations = Map.copyOf(annotations);
            alerts = List.copyOf(alerts);
        }

        /** That of the alert that is furthest. */
        public State state() {
            return alerts.stream().map(Alert::state).max(State::compareTo).orElse(State.INACTIVE);
        }
    }

    /** One series for which the condition of a rule holds. */
    public record Alert(
            Map<String, String> labels, Map<String, String> annotations, State state, Instant activeAt, double value) {

        public Alert {
            labels = Map.copyOf(labels);
            annotations = Map.copyOf(annotations);
        }
    }
}
