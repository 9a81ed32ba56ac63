package dev.evenkeel.alertrouter.audit;

import java.util.Locale;

import dev.evenkeel.alertrouter.alert.StorableText;

/**
 * What somebody did.
 *
 * @param action feature and verb, such as {@code incident.acknowledge}, {@code silence.create} or {@code override.delete}
 * @param objectKind what it was done to: {@code incident}, {@code silence}, {@code override}, {@code configuration}, ...
 * @param objectId which one; empty if there is only one
 * @param outcome whether it was done
 * @param detail a sentence or a few words for people, without any secret; at most {@value #LONGEST_DETAIL} characters,
 *     the rest is cut off
 */
public record AuditedAction(String action, String objectKind, String objectId, Outcome outcome, String detail) {

    /** What came of it. */
    public enum Outcome {
        DONE,
        REFUSED;

        /** As it is stored and shown. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final int LONGEST_DETAIL = 2000;

    public AuditedAction {
        objectId = clean(objectId, Actor.LONGEST);
        detail = clean(detail, LONGEST_DETAIL);
    }

    public static AuditedAction done(String action, String objectKind, String objectId, String detail) {
        return new AuditedAction(action, objectKind, objectId, Outcome.DONE, detail);
    }

    public static AuditedAction refused(String action, String objectKind, String objectId, String why) {
        return new AuditedAction(action, objectKind, objectId, Outcome.REFUSED, why);
    }

    private static String clean(String text, int longest) {
        String clean = StorableText.of(text);
        return clean.length() > longest ? clean.substring(0, longest - 1) + "…" : clean;
    }
}
