package dev.evenkeel.alertrouter.correlation.rootcause;

import java.util.List;

import dev.evenkeel.alertrouter.correlation.graph.Criticality;

/**
 * An entity that may be the root cause.
 *
 * @param score comparable among the suspects of one incident only
 * @param share of the scores of all suspects, 0 to 1
 * @param criticality of its component; no evidence, but of two with the same evidence the more critical one comes first
 * @param evidence the most telling first
 */
public record Suspect(String entity, double score, double share, Criticality criticality, List<Clue> evidence) {

    public Suspect {
        evidence = List.copyOf(evidence);
    }

    /**
     * What speaks for it.
     *
     * @param weight its part of the score
     * @param says a sentence for people
     */
    public record Clue(double weight, String says) {}
}
