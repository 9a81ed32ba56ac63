package dev.evenkeel.alertrouter.template.html;

/** Searching texts for one of several characters. */
final class Characters {

    private Characters() {}

    /** Where the first of the characters stands; -1 if there is none. */
    static int indexOfAny(String text, String characters) {
        return indexOfAny(text, characters, 0, text.length());
    }

    static int indexOfAny(String text, String characters, int from, int to) {
        for (int i = from; i < to; i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    static int afterBlanks(String text, int from, int to) {
        int i = from;
        while (i < to && isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    static boolean isBlank(char c) {
        return " \t\n\f\r".indexOf(c) >= 0;
    }

    static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isAsciiAlphanumeric(char c) {
        return isAsciiLetter(c) || (c >= '0' && c <= '9');
    }
}
