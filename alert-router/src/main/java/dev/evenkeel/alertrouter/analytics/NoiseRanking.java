package dev.evenkeel.alertrouter.analytics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
                case EPISODES -> line.episodes();
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

    /** @param brief one of the bounds of {@link DurationBuckets} */
    static List<NoiseLine> of(
            Map<String, Episodes> episodes, Map<String, Incidents> incidents, Duration brief, Order order, int most) {
        Set<String> kinds = new TreeSet<>(episodes.keySet());
        kinds.addAll(incidents.keySet());
        List<NoiseLine> lines = new ArrayList<>();
        for (String kind : kinds) {
            NoiseLine line = line(
                    kind,
                    episodes.getOrDefault(kind, Episodes.none()),
                    incidents.getOrDefault(kind, Incidents.NONE),
                    brief);
            lines.add(line.advised(NoiseAdvice.about(line, brief)));
        }
        return lines.stream()
                .sorted(Comparator.comparingLong(order::amount)
                        .thenComparingLong(NoiseLine::episodes)
                        .reversed()
                        .thenComparing(NoiseLine::group))
                .limit(most)
                .toList();
    }

    private static NoiseLine line(String kind, Episodes episodes, Incidents incidents, Duration brief) {
        return new NoiseLine(
                kind,
                episodes.all(),
                episodes.again(),
                DurationBuckets.upTo(episodes.byDuration(), brief),
                DurationBuckets.median(episodes.byDuration()),
                incidents.all(),
                incidents.actedOn(),
                incidents.briefUnattended(),
                incidents.notifications(),
                incidents.pages(),
                "");
    }
}
