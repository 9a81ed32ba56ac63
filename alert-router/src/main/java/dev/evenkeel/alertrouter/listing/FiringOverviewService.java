package dev.evenkeel.alertrouter.listing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/**
 * What fires, in brief. Every browser on the start page asks for it every few seconds, and PostgreSQL has to go through all
 * alerts for it: an index by their starts would be written with every report of an alert. Where there are many, the answer
 * is kept for a moment instead.
 */
@ApplicationScoped
public class FiringOverviewService {

    private static final int NEWEST = 20;
    private static final long MANY = 10_000;
    private static final Duration KEPT = Duration.ofSeconds(5);

    /**
     * @param firing how many alerts fire
     * @param newest those that began last, newest first
     */
    public record Overview(long firing, List<FiringAlert> newest) {}

    private record Kept(Instant at, Overview overview) {

        boolean holdsAt(Instant now) {
            return overview.firing() >= MANY && !now.isBefore(at) && now.isBefore(at.plus(KEPT));
        }
    }

    private final AlertListStore store;
    private final Clock clock;
    private volatile Kept kept = new Kept(Instant.EPOCH, new Overview(0, List.of()));

    FiringOverviewService(AlertListStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** As it is now, or, of {@value #MANY} alerts and more, as it was up to five seconds ago. */
    public Uni<Overview> overview() {
        Instant now = clock.instant();
        Kept last = kept;
        return last.holdsAt(now)
                ? Uni.createFrom().item(last.overview())
                : Uni.combine()
                        .all()
                        .unis(store.countFiring(now), store.newestFiring(now, NEWEST))
                        .with((firing, newest) -> new Overview(
                                firing, newest.stream().map(FiringAlert::of).toList()))
                        .invoke(read -> kept = new Kept(now, read));
    }
}
