package dev.evenkeel.capacity.saturation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.evenkeel.capacity.resource.Resource;
import dev.evenkeel.capacity.sampling.SampleStore.Trouble;
import dev.evenkeel.capacity.sampling.UsageSample;

/**
 * How a resource stands at a moment.
 *
 * @param newest sample, if there is one at all
 * @param dates when it will be saturated, as far as that can be said
 * @param state what is believed of it
 * @param trouble that is in the way of sampling it
 * @param at the moment
 */
public record ResourceStanding(
        Resource resource,
        Optional<UsageSample> newest,
        Outlook outlook,
        SaturationDates dates,
        SaturationState state,
        Optional<Trouble> trouble,
        Instant at) {

    private static final int STEPS_UNTIL_OLD = 3;
    private static final Duration LEAST_UNTIL_OLD = Duration.ofMinutes(1);

    static ResourceStanding of(
            Resource resource,
            Optional<UsageSample> newest,
            Outlook outlook,
            SaturationState state,
            Optional<Trouble> trouble,
            Instant at) {
        return new ResourceStanding(
                resource, newest, outlook, dates(resource, newest, outlook, at), state, trouble, at);
    }

    private static SaturationDates dates(Resource resource, Optional<UsageSample> newest, Outlook outlook, Instant at) {
        return newest.filter(sample -> isFresh(resource, sample, at))
                .map(sample -> SaturationDates.of(threshold(resource, sample), sample.usage(), outlook.points(), at))
                .orElse(SaturationDates.NONE);
    }

    /** When the resource will be saturated according to another outlook, made for another horizon say. */
    public SaturationDates datesOf(Outlook other) {
        return dates(resource, newest, other, at);
    }

    /** Whether the newest sample says something of the moment, rather than of the past. */
    public boolean isFresh() {
        return newest.filter(sample -> isFresh(resource, sample, at)).isPresent();
    }

    /** How much may be used before the resource counts as saturated; empty without a sample. */
    public Optional<Double> threshold() {
        return newest.map(sample -> threshold(resource, sample));
    }

    private static boolean isFresh(Resource resource, UsageSample sample, Instant at) {
        Duration old = resource.step().multipliedBy(STEPS_UNTIL_OLD);
        return !sample.at()
                .plus(old.compareTo(LEAST_UNTIL_OLD) > 0 ? old : LEAST_UNTIL_OLD)
                .isBefore(at);
    }

    private static double threshold(Resource resource, UsageSample sample) {
        return resource.saturation() * sample.limit();
    }

    /** The state after this look, from one that may have changed since. */
    SaturationState after(SaturationState before) {
        Optional<Phase> judged = newest.filter(sample -> isFresh(resource, sample, at))
                .flatMap(sample -> Judgement.of(
                        before.phase(),
                        resource,
                        sample.usage(),
                        threshold(resource, sample),
                        dates.expected(),
                        outlook.hasForecast(),
                        at));
        return before.after(judged, resource.settle(), at);
    }

    ResourceStanding with(SaturationState other) {
        return new ResourceStanding(resource, newest, outlook, dates, other, trouble, at);
    }
}
