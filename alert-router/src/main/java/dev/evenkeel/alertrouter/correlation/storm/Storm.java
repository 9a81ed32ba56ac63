package dev.evenkeel.alertrouter.correlation.storm;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Too many incidents at once.
 *
 * @param route the id of the route; empty for a storm of everything
 * @param receiver who gets the digests
 * @param endedAt empty while it lasts
 * @param digests how many were told
 */
public record Storm(UUID id, String route, String receiver, Instant beganAt, Optional<Instant> endedAt, int digests) {

    private static final String KEY = "storm:";
    private static final int LENGTH_OF_ID = 36;

    /** What stands for the key of a group in the storm's digests. */
    String key() {
        return KEY + id;
    }

    /** What stands for the key of a group where the storm is escalated by a policy. */
    public String keyFor(String policy) {
        return key() + "/" + policy;
    }

    /** The storm that such a key is of; empty if it is a group's, which begins otherwise. */
    public static Optional<UUID> ofKey(String key) {
        return key.startsWith(KEY)
                ? Optional.of(UUID.fromString(key.substring(KEY.length(), KEY.length() + LENGTH_OF_ID)))
                : Optional.empty();
    }

    /** Where and since when, for people. */
    public String inWords() {
        return "the storm " + (route.isEmpty() ? "of everything" : "at " + route) + " that began at " + beganAt;
    }

    private boolean isOf(String routeId) {
        return route.isEmpty() || route.equals(routeId);
    }

    private boolean lastedAt(Instant moment) {
        return moment.isAfter(beganAt) && endedAt.map(moment::isBefore).orElse(true);
    }

    /**
     * The storm to whose digest a group is left: it began to fire within it. One that began before is told as ever.
     *
     * @param openedAt when the group's incident was opened; empty if it has none yet
     */
    static Optional<Storm> swallowing(List<Storm> storms, String routeId, Optional<Instant> openedAt) {
        return storms.stream()
                .filter(storm -> storm.isOf(routeId))
                .filter(storm ->
                        openedAt.map(storm::lastedAt).orElse(storm.endedAt().isEmpty()))
                .findFirst();
    }
}
