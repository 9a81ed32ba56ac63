package dev.evenkeel.alertrouter.analytics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Puts what is known of episodes and of incidents together, the most troublesome kind of alert first. */
final class NoiseRanking {

    /** What makes the most noise: of alerts that are equal in it, those with more episodes. */
    enum Order {
        NOTIFICATIONS,
        PAGES,
        EPISODES,
        INCIDENTS,
        /** Incidents about which nobody did anything. */
        UNATTENDED;

        private long amount(NoiseLine line) {
            return switch (this) {
                case NOTIFICATIONS -> line.notifications();
                case PAGES -> line.pages();
                case EPISODES -> episodes(line);
                case INCIDENTS -> line.incidents();
                case UNATTENDED -> line.incidents() - line.actedOn();
            };
        }

        /** As requests name it. */
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Episodes of one kind of alert.
     *
     * @param byDuration one count for each of the {@link DurationBuckets}
     */
    record Episodes(List<Long> byDuration, long again) {

        static Episodes none() {
            return new Episodes(Collections.nCopies(DurationBuckets.COUNT, 0L), 0);
        }

        Episodes {
            byDuration = List.copyOf(byDuration);
        }

        /**
         * With more of them.
         *
         * @param bucket the place of their duration among the bounds
         */
        Episodes plus(int bucket, long episodes, long moreAgain) {
            List<Long> more = new ArrayList<>(byDuration);
            more.set(bucket, more.get(bucket) + episodes);
            return new Episodes(more, again + moreAgain);
        }

        long all() {
            return byDuration.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Incidents that one kind of alert was part of. */
    record Incidents(long all, long actedOn, long briefUnattended, long notifications, long pages) {

        static final Incidents NONE = new Incidents(0, 0, 0, 0, 0);
    }

    private NoiseRanking() {}

    /**
     * @param episodes empty where they are not looked at
     * @param brief one of the bounds of {@link DurationBuckets}
     */
    static List<NoiseLine> of(
            Optional<Map<String, Episodes>> episodes,
            Map<String, Incidents> incidents,
            Duration brief,
            Order order,
            int most) {
        Set<String> kinds = new TreeSet<>(incidents.keySet());
        episodes.ifPresent(counted -> kinds.addAll(counted.keySet()));
        List<NoiseLine> lines = new ArrayList<>();
        for (String kind : kinds) {
            NoiseLine line = line(
                    kind,
                    episodes.map(counted -> counted.getOrDefault(kind, Episodes.none())),
                    incidents.getOrDefault(kind, Incidents.NONE),
                    brief);
            lines.add(line.advised(NoiseAdvice.about(line, brief)));
        }
        return lines.stream()
                .sorted(Comparator.comparingLong(order::amount)
                        .thenComparingLong(NoiseRanking::episodes)
                        .reversed()
                        .thenComparing(NoiseLine::group))
                .limit(most)
                .toList();
    }

    private static long episodes(NoiseLine line) {
        return line.episodes() == null ? 0 : line.episodes();
    }

    private static NoiseLine line(String kind, Optional<Episodes> episodes, Incidents incidents, Duration brief) {
        return new NoiseLine(
                kind,
                episodes.map(Episodes::all).orElse(null),
                episodes.map(Episodes::again).orElse(null),
                episodes.map(counted -> DurationBuckets.upTo(counted.byDuration(), brief))
                        .orElse(null),
                episodes.map(counted -> DurationBuckets.median(counted.byDuration()))
                        .orElse(null),
                incidents.all(),
                incidents.actedOn(),
                incidents.briefUnattended(),
                incidents.notifications(),
                incidents.pages(),
                "");
    }
}
