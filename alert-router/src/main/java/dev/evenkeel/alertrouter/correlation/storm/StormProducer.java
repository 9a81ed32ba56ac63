package dev.evenkeel.alertrouter.correlation.storm;

import java.time.Duration;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.evenkeel.alertrouter.config.FeatureFile;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;

/** Has {@code storm.yaml} read with the rest of the configuration. */
class StormProducer {

    private static final int RANK = 52;
    private static final int MOST = 1_000_000;
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration SOONEST_REMINDER = Duration.ofMinutes(5);
    private static final Duration LATEST_REMINDER = Duration.ofDays(7);

    @Produces
    @Singleton
    FeatureFile<StormRules> file() {
        return new FeatureFile<>(
                "storm.yaml", RANK, StormRules.class, StormRules.OFF, (document, before) -> read(document));
    }

    private static StormRules read(ConfigNode document) {
        ConfigMapping root = document.mapping();
        StormRules standard = StormRules.OFF;
        var rules = new StormRules(
                root.optional("window", StormProducer::time, standard.window()),
                root.optional("per_route", node -> node.integer(0, MOST), standard.perRoute()),
                root.optional("overall", node -> node.integer(0, MOST), standard.overall()),
                root.optional("digest_every", StormProducer::time, standard.digestEvery()),
                root.optional("calm_after", StormProducer::time, standard.calmAfter()),
                root.optional(
                        "remind_after",
                        node -> node.duration(SOONEST_REMINDER, LATEST_REMINDER),
                        standard.remindAfter()));
        root.refuseOthers();
        return rules;
    }

    private static Duration time(ConfigNode node) {
        return node.duration(SHORTEST, LONGEST);
    }
}
