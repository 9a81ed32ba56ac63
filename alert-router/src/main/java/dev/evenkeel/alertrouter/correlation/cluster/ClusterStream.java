package dev.evenkeel.alertrouter.correlation.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.evenkeel.alertrouter.correlation.graph.DependencyGraph;

/**
 * Clusters alerts as they come. First what an alert is kin to: a part of the system where others fire that are near it in
 * the dependency graph, share labels with it or say the same. Then, within that part, which fault it belongs to: the one
 * that was there, or one that begins with it, which {@link OnsetDetector} sees some alerts later. Therefore a decision is
 * taken {@code settleAfter} after the alert, and then it stands.
 *
 * <p>The same alerts in the same order give the same clusters. Not safe for several threads.
 */
public final class ClusterStream {

    /** Tuned as docs/correlation.md says. */
    public static final Duration SETTLE_AFTER = Duration.ofSeconds(60);

    /** A part of the system that was silent for this long is forgotten: nothing of it explains an alert now. */
    private static final Duration FORGET_AFTER = Duration.ofMinutes(30);

    private final Pace pace;
    private final Duration settleAfter;
    private final Kinship kinship;
    private final List<Track> tracks = new ArrayList<>();

    public ClusterStream(DependencyGraph graph, Pace pace, Duration settleAfter) {
        this.pace = pace;
        this.settleAfter = settleAfter;
        this.kinship = new Kinship(graph);
    }

    /**
     * Takes in the next alert.
     *
     * @param occurrence did not begin before the one before it
     * @return what is decided by now about earlier ones
     */
    public List<Membership> accept(Occurrence occurrence) {
        List<Membership> settled = settle(occurrence.at());
        tracks.removeIf(track ->
                !track.hasPending() && track.lastAt().plus(FORGET_AFTER).isBefore(occurrence.at()));
        Kinship.Traits traits = Kinship.Traits.of(occurrence);
        kinship.learn(traits);
        join(occurrence, traits);
        return settled;
    }

    /** An alert that is kin to several parts shows that they are one. */
    private void join(Occurrence occurrence, Kinship.Traits traits) {
        Track joined = null;
        List<Evidence> evidence = List.of();
        for (Track track : List.copyOf(tracks)) {
            List<Evidence> reasons = track.kinship(traits, kinship);
            if (Kinship.weight(reasons) >= Kinship.ENOUGH) {
                evidence = Kinship.weight(reasons) > Kinship.weight(evidence) ? reasons : evidence;
                joined = joined == null ? track : joined.mergedWith(track);
                tracks.remove(track);
            }
        }
        Track track = joined == null ? new Track(pace) : joined;
        track.add(occurrence, traits, evidence);
        tracks.add(track);
    }

    /** What is decided at a moment. */
    public List<Membership> settle(Instant now) {
        return settleUntil(now.minus(settleAfter));
    }

    /** Decides about all that is left, as if nothing came after it. */
    public List<Membership> finish() {
        return settleUntil(Instant.MAX);
    }

    private List<Membership> settleUntil(Instant until) {
        List<Membership> settled = new ArrayList<>();
        tracks.forEach(track -> settled.addAll(track.settle(until)));
        return settled;
    }
}
