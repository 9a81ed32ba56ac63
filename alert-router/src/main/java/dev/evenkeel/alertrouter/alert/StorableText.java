package dev.evenkeel.alertrouter.alert;

/** Texts from outside, of alerts and of answers, as PostgreSQL can keep them: it has no character U+0000. */
public final class StorableText {

    private StorableText() {}

    /** The same text, with U+FFFD for each U+0000. */
    public static String of(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
