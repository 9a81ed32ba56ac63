package dev.evenkeel.alertrouter.template.html;

/**
 * A part of a text, without a copy of it: a text is followed in as many steps as it has tags and quotes, and a copy of the rest
 * for each would take the square of its length. Positions are counted from the start of the part.
 *
 * @param start where it starts in the text
 * @param end where it ends in the text
 */
record Stretch(String text, int start, int end) {

    static Stretch of(String text) {
        return new Stretch(text, 0, text.length());
    }

    Stretch from(int position) {
        return new Stretch(text, start + position, end);
    }

    Stretch upTo(int position) {
        return new Stretch(text, start, start + position);
    }

    int length() {
        return end - start;
    }

    char charAt(int position) {
        return text.charAt(start + position);
    }

    /** -1 if it does not come from there on. */
    int indexOf(String wanted, int from) {
        return position(text.indexOf(wanted, Math.min(start + from, end), end));
    }

    /** Where the first of the characters stands; -1 if there is none. */
    int indexOfAny(String characters, int from) {
        return position(Characters.indexOfAny(text, characters, start + from, end));
    }

    private int position(int found) {
        return found < 0 ? -1 : found - start;
    }

    int afterBlanks(int from) {
        return Characters.afterBlanks(text, start + from, end) - start;
    }

    boolean contains(String wanted) {
        return indexOf(wanted, 0) >= 0;
    }

    boolean startsWith(String wanted, int position) {
        return position + wanted.length() <= length() && text.startsWith(wanted, start + position);
    }

    String substring(int from, int to) {
        return text.substring(start + from, start + to);
    }

    /** Its first characters, for a message. */
    String beginning() {
        return substring(0, Math.min(length(), 32));
    }

    @Override
    public String toString() {
        return text.substring(start, end);
    }
}
