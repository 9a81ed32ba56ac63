package dev.evenkeel.alertrouter.template.function;

import java.util.Locale;

/** Words with a capital first letter and small other ones, where words are what Unicode's word boundaries make of them. */
final class TitleCase {

    private TitleCase() {}

    static String of(String text) {
        var titled = new StringBuilder(text.length());
        boolean inWord = false;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (Character.isLetter(c)) {
                if (inWord) {
                    titled.append(Character.toString(c).toLowerCase(Locale.ROOT));
                } else {
                    titled.appendCodePoint(Character.toTitleCase(c));
                }
                inWord = true;
            } else {
                titled.appendCodePoint(c);
                inWord = isPartOfWord(c, inWord) || (inWord && joins(c) && startsWithLetter(text, next));
            }
            i = next;
        }
        return titled.toString();
    }

    /** Digits, marks and underscores go on with a word but leave its first letter to come. */
    private static boolean isPartOfWord(int c, boolean inWord) {
        return inWord && (Character.isDigit(c) || c == '_' || Character.getType(c) == Character.NON_SPACING_MARK);
    }

    /** Characters that are part of a word between two letters. */
    private static boolean joins(int c) {
        return switch (c) {
            case '\'', '.', ':', '·', '‘', '’', '․' -> true;
            default -> false;
        };
    }

    private static boolean startsWithLetter(String text, int at) {
        return at < text.length() && Character.isLetter(text.codePointAt(at));
    }
}
