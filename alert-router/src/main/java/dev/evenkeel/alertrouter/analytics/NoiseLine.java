package dev.evenkeel.alertrouter.analytics;

import java.time.Duration;

/**
 * How much noise alerts of one kind made within a time.
 *
 * @param group the kind: a name, or the value of a label; empty for those that have none
 * @param episodes how often one of them fired and ended; {@code null}, as are those of them, where only some receivers are
 *     looked at, since episodes have no receiver
 * @param again how many of these began within an hour of the end of the same alert's last one
 * @param brief how many of these were over within the time that counts as brief
 * @param medianSeconds how long they fired; {@code null} without an episode
 * @param incidents that they were part of
 * @param actedOn how many of these somebody acted on
 * @param briefUnattended incidents that were over within the time that counts as brief, and that nobody acted on
 * @param notifications about these incidents
 * @param pages about these incidents
 * @param advice what could be done about it, in a sentence; empty if it does not look like noise
 */
public record NoiseLine(
        String group,
        Long episodes,
        Long again,
        Long brief,
        Double medianSeconds,
        long incidents,
        long actedOn,
        long briefUnattended,
        long notifications,
        long pages,
        String advice) {

    /** The share of incidents that somebody acted on, 0 to 1; {@code null} if there is none. */
    public Double actedOnShare() {
        return incidents == 0 ? null : (double) actedOn / incidents;
    }

    /** {@code null} without an episode. */
    public Duration medianTime() {
        return Times.time(medianSeconds);
    }

    /** Whether at least so many were counted. */
    boolean hasEpisodes(long least) {
        return episodes != null && episodes >= least;
    }

    NoiseLine advised(String sentence) {
        return new NoiseLine(
                group,
                episodes,
                again,
                brief,
                medianSeconds,
                incidents,
                actedOn,
                briefUnattended,
                notifications,
                pages,
                sentence);
    }
}
