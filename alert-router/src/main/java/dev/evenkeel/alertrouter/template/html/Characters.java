package dev.evenkeel.alertrouter.template.html;

/** Searching texts for one of several characters. */
final class Characters {

    private Characters() {}

    /** Where the first of the characters stands; -1 if there is none. */
    static int indexOfAny(String text, String characters) {
        return indexOfAny(text, characters, 0);
    }

    static int indexOfAny(String text, String characters, int from) {
        for (int i = from; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    static int afterBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && " \t\n\f\r".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isAsciiAlphanumeric(char c) {
        return isAsciiLetter(c) || (c >= '0' && c <= '9');
    }

    static String start(String text) {
        return text.substring(0, Math.min(text.length(), 32));
    }
}
