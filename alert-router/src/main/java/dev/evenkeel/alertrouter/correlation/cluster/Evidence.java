package dev.evenkeel.alertrouter.correlation.cluster;

/**
 * A reason for a decision, with what it weighs.
 *
 * @param weight in nats: the logarithm of how many times likelier the observation is if the decision is right. Negative
 *     if it speaks against
 * @param says a sentence for people
 */
public record Evidence(Kind kind, double weight, String says) {

    /** Where it comes from. */
    public enum Kind {
        TIME,
        GRAPH,
        LABELS,
        TEXT
    }
}
