package dev.evenkeel.platform.events.format;

import java.util.List;

/** What arrived is no CloudEvent that Evenkeel takes. It lists every defect, so that a sender mends them in one go. */
public final class InvalidEventException extends RuntimeException {

    private final transient List<Defect> defects;

    /**
     * One thing that is wrong.
     *
     * @param where {@code header:ce-id}, or a JSON pointer into the body such as {@code /2/time}
     * @param what what is wrong there
     * @param allowed what would be right; {@code null} if {@code what} says it already
     */
    public record Defect(String where, String what, String allowed) {

        @Override
        public String toString() {
            return allowed == null ? where + ": " + what : where + ": " + what + "; allowed: " + allowed;
        }
    }

    public InvalidEventException(List<Defect> defects) {
        super(describe(defects), null, false, false);
        this.defects = List.copyOf(defects);
    }

    InvalidEventException(String where, String what, String allowed) {
        this(List.of(new Defect(where, what, allowed)));
    }

    /** At least one. */
    public List<Defect> defects() {
        return defects;
    }

    private static String describe(List<Defect> defects) {
        return String.join("; ", defects.stream().map(Defect::toString).toList());
    }
}
