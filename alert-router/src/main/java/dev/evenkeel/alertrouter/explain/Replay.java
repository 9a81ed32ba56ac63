package dev.evenkeel.alertrouter.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.evenkeel.alertrouter.config.RouterConfig;

/**
 * Plays alerts of the past through two configurations and notes where they part. Inhibition and schedules are looked at when
 * an alert starts; silences are the same under both and left out. Used by one thread at a time.
 */
final class Replay {

    private static final int MOST_CHANGES = 200;

    private final ReplayedConfig inForce;
    private final ReplayedConfig proposed;
    private final Map<Long, ReplayReport.Change> changes = new LinkedHashMap<>();
    private int episodes;
    private int changed;

    Replay(RouterConfig inForce, RouterConfig proposed) {
        this.inForce = new ReplayedConfig(inForce);
        this.proposed = new ReplayedConfig(proposed);
    }

    /** Plays the next episode, which began no earlier than the one before. */
    void play(Episode episode) {
        List<String> before = inForce.outcomes(episode);
        List<String> after = proposed.outcomes(episode);
        episodes++;
        if (!before.equals(after)) {
            changed++;
            ReplayReport.Change known = changes.get(episode.fingerprint());
            if (known != null || changes.size() < MOST_CHANGES) {
                changes.put(
                        episode.fingerprint(),
                        new ReplayReport.Change(
                                episode.labels().asMap(), known == null ? 1 : known.times() + 1, before, after));
            }
        }
    }

    ReplayReport report() {
        return new ReplayReport(
                episodes, changed, new ArrayList<>(changes.values()), inForce.loads(), proposed.loads());
    }
}
