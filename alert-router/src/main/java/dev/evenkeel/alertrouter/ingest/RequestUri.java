package dev.evenkeel.alertrouter.ingest;

/** What Alertmanager takes for a link: with a scheme or beginning with a slash, as a request line may have it. */
final class RequestUri {

    private static final char DELETE = 0x7f;

    private RequestUri() {}

    static boolean matches(String text) {
        int path = afterScheme(text);
        if (path == text.length() || text.charAt(path) != '/') {
            return false;
        }
        boolean query = false;
        for (int i = path; i < text.length(); i++) {
            char c = text.charAt(i);
            query |= c == '?';
            boolean brokenEscape = c == '%' && !query && !isEscape(text, i);
            if (c <= ' ' || c == DELETE || brokenEscape) {
                return false;
            }
        }
        return true;
    }

    /** Where the rest begins; 0 if there is no scheme. */
    private static int afterScheme(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':' && i > 0) {
                return i + 1;
            }
            boolean further = (c >= '0' && c <= '9') || c == '+' || c == '.' || c == '-';
            if (!isLetter(c) && (i == 0 || !further)) {
                return 0;
            }
        }
        return 0;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isEscape(String text, int at) {
        return at + 2 < text.length() && isHex(text.charAt(at + 1)) && isHex(text.charAt(at + 2));
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
