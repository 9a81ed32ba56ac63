package dev.evenkeel.alertrouter.analytics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.evenkeel.platform.configuration.PrometheusDuration;

/**
 * Says why alerts look like noise and what is usually done about it. Little is not judged: fewer than {@value #FEW} episodes
 * or incidents prove nothing.
 */
final class NoiseAdvice {

    private static final int FEW = 5;
    private static final double OFTEN = 0.5;
    private static final double SELDOM = 0.2;
    private static final double LONG = Duration.ofDays(1).toSeconds();

    private NoiseAdvice() {}

    /** @param brief the time that counts as brief */
    static String about(NoiseLine line, Duration brief) {
        List<String> sentences = new ArrayList<>();
        if (line.hasEpisodes(FEW) && line.again() >= OFTEN * line.episodes()) {
            sentences.add("Flaps: " + percent(line.again(), line.episodes())
                    + " began again within an hour; hold it back, or have it fire on a longer average");
        }
        if (line.hasEpisodes(FEW) && line.brief() >= OFTEN * line.episodes()) {
            sentences.add("Mostly over by itself: " + percent(line.brief(), line.episodes()) + " within "
                    + PrometheusDuration.format(brief) + "; let it last that long before it fires (for)");
        }
        if (line.hasEpisodes(FEW) && line.medianSeconds() != null && line.medianSeconds() >= LONG) {
            sentences.add("Half of them last a day or more: a ticket rather than a notification");
        }
        if (line.incidents() >= FEW && line.actedOn() <= SELDOM * line.incidents()) {
            String share = "Acted on in " + percent(line.actedOn(), line.incidents()) + " of its incidents";
            sentences.add(
                    line.pages() > 0
                            ? share + " though people are paged: lower its severity, or stop escalating it"
                            : share + ": lower its severity, or drop it");
        }
        return String.join(". ", sentences);
    }

    private static String percent(long part, long all) {
        return Math.round(100.0 * part / all) + " %";
    }
}
