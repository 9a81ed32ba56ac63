package dev.evenkeel.alertrouter.link;

import java.time.Duration;
import java.util.Optional;

/** The one thing that a link is for. */
public sealed interface LinkAction {

    /** Six digits. */
    int MOST_MINUTES = 999_999;

    /** As it is written in a token. */
    default String code() {
        return switch (this) {
            case Acknowledge _ -> "a";
            case Resolve _ -> "r";
            case Silence(Duration duration) -> "s" + duration.toMinutes();
        };
    }

    /** Take the incidents on. */
    record Acknowledge() implements LinkAction {}

    /** Close the incidents. */
    record Resolve() implements LinkAction {}

    /**
     * Silence what the group of alerts is about, from the moment at which it is asked for.
     *
     * @param duration whole minutes, as a token says it: from 1 to 999,999
     */
    record Silence(Duration duration) implements LinkAction {

        public Silence {
            if (!duration.equals(Duration.ofMinutes(duration.toMinutes()))
                    || duration.toMinutes() < 1
                    || duration.toMinutes() > MOST_MINUTES) {
                throw new IllegalArgumentException(
                        "is " + duration + ", and not 1 to " + MOST_MINUTES + " whole minutes");
            }
        }
    }

    /** Reads what {@link #code} writes; empty for anything else. */
    static Optional<LinkAction> of(String code) {
        if (code.equals("a")) {
            return Optional.of(new Acknowledge());
        }
        if (code.equals("r")) {
            return Optional.of(new Resolve());
        }
        return code.matches("s[1-9]\\d{0,5}")
                ? Optional.of(new Silence(Duration.ofMinutes(Long.parseLong(code.substring(1)))))
                : Optional.empty();
    }
}
