package dev.evenkeel.capacity.resource;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something that may run out.
 *
 * @param name unique
 * @param displayName for people
 * @param description for people; may be empty
 * @param service that needs it; may be empty
 * @param unit such as {@code bytes}; may be empty
 * @param source the name of the data source
 * @param usage PromQL that comes to one number: how much is used
 * @param limit how much there is
 * @param saturation the share of the limit from which on the resource counts as saturated, above 0 and at most 1
 * @param season after which usage repeats itself; empty if it does not
 * @param step from one sample to the next
 * @param horizon how far ahead is looked
 * @param warnWithin a saturation that is expected sooner than this is worth an alert; at most the horizon
 * @param settle how long something must be so before it is believed, in either direction; may be zero
 * @param keep how long samples are kept, at least as long as the horizon
 * @param runbook what to do about it, an address; may be empty
 * @param labels for those who group by them
 */
public record Resource(
        String name,
        String displayName,
        String description,
        String service,
        String unit,
        String source,
        String usage,
        Limit limit,
        double saturation,
        Optional<Duration> season,
        Duration step,
        Duration horizon,
        Duration warnWithin,
        Duration settle,
        Duration keep,
        String runbook,
        Map<String, String> labels) {

    public Resource {
        if (!(saturation > 0 && saturation <= 1)) {
            throw new IllegalArgumentException("a saturation is above 0 and at most 1, not " + saturation);
        }
        labels = Map.copyOf(labels);
    }

    /** What its source is to be asked for. */
    public Set<String> expressions() {
        return switch (limit) {
            case Limit.Constant _ -> Set.of(usage);
            case Limit.Queried queried when queried.expression().equals(usage) -> Set.of(usage);
            case Limit.Queried queried -> Set.of(usage, queried.expression());
        };
    }
}
