package dev.evenkeel.alertrouter.oncall;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.oncall.schedule.Schedule;
import dev.evenkeel.alertrouter.oncall.schedule.Span;
import dev.evenkeel.platform.tasks.Task;

/** Lets an alert see, days before, that nobody will be on call. */
@ApplicationScoped
class GapMetricsTask implements Task {

    private static final Duration AHEAD = Duration.ofDays(14);

    private final OncallService oncall;
    private final Clock clock;
    private final MultiGauge gapSeconds;
    private final MultiGauge secondsToGap;

    GapMetricsTask(OncallService oncall, Clock clock, MeterRegistry meters) {
        this.oncall = oncall;
        this.clock = clock;
        this.gapSeconds = MultiGauge.builder("evenkeel_oncall_gap_seconds")
                .description("For how long nobody is on call within the next 14 days though somebody has to be")
                .register(meters);
        this.secondsToGap = MultiGauge.builder("evenkeel_oncall_seconds_to_gap")
                .description("When such a time begins, 0 if it has; absent if there is none within the next 14 days")
                .register(meters);
    }

    @Override
    public String name() {
        return "measure-oncall-gaps";
    }

    @Override
    public Duration interval() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Uni<Void> run() {
        Instant now = clock.instant();
        return oncall.gaps(oncall.directory().schedules().values(), new Span(now, now.plus(AHEAD)))
                .invoke(gaps -> report(gaps, now))
                .replaceWithVoid();
    }

    private void report(Map<Schedule, List<Span>> gaps, Instant now) {
        gapSeconds.register(
                gaps.entrySet().stream()
                        .map(each -> MultiGauge.Row.of(
                                tags(each.getKey()),
                                each.getValue().stream()
                                        .mapToLong(gap -> gap.length().toSeconds())
                                        .sum()))
                        .toList(),
                true);
        secondsToGap.register(
                gaps.entrySet().stream()
                        .filter(each -> !each.getValue().isEmpty())
                        .map(each -> MultiGauge.Row.of(
                                tags(each.getKey()),
                                Duration.between(now, each.getValue().getFirst().from())
                                        .toSeconds()))
                        .toList(),
                true);
    }

    private static Tags tags(Schedule schedule) {
        return Tags.of("schedule", schedule.name());
    }
}
