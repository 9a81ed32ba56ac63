package dev.evenkeel.backup.rpo;

import java.util.List;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;

/** The objectives as metrics, as of the last look; a target without one has none. */
@Singleton
class RpoMetrics {

    private final MultiGauge promised;
    private final MultiGauge breached;

    RpoMetrics(MeterRegistry registry) {
        promised = MultiGauge.builder("evenkeel_backup_rpo_seconds")
                .description("How old the newest good backup may be")
                .register(registry);
        breached = MultiGauge.builder("evenkeel_backup_rpo_breached")
                .description("1 if the newest good backup is older than promised, or there is none")
                .register(registry);
    }

    void show(List<RpoStanding> standings) {
        List<RpoStanding> objectives = standings.stream()
                .filter(standing -> standing.promised().isPresent())
                .toList();
        promised.register(
                objectives.stream()
                        .map(standing -> Row.of(
                                Tags.of("target", standing.target()),
                                standing.promised().get().within().toSeconds()))
                        .toList(),
                true);
        breached.register(
                objectives.stream()
                        .map(standing -> Row.of(Tags.of("target", standing.target()), standing.isBreached() ? 1 : 0))
                        .toList(),
                true);
    }
}
