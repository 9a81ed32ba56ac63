package dev.evenkeel.platform.query.promql;

import java.time.Duration;
import java.util.Optional;

/**
 * The modifiers {@code @} and {@code offset} of a selector: at which moment it looks.
 *
 * @param at the moment that stands in for that of the evaluation
 * @param offset how far back from there; negative looks ahead
 */
public record TimeShift(Optional<Anchor> at, Duration offset) {

    public static final TimeShift NONE = new TimeShift(Optional.empty(), Duration.ZERO);

    /** A moment that does not move with the evaluation. */
    public sealed interface Anchor {

        /** @param millis since 1970 */
        record Fixed(long millis) implements Anchor {}

        record QueryStart() implements Anchor {}

        record QueryEnd() implements Anchor {}
    }

    /** The moment looked at, all in milliseconds since 1970. */
    public long apply(long evaluationTime, long queryStart, long queryEnd) {
        long reference = at.map(anchor -> switch (anchor) {
                    case Anchor.Fixed fixed -> fixed.millis();
                    case Anchor.QueryStart _ -> queryStart;
                    case Anchor.QueryEnd _ -> queryEnd;
                })
                .orElse(evaluationTime);
        return reference - offset.toMillis();
    }
}
