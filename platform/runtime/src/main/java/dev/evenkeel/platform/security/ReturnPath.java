package dev.evenkeel.platform.security;

/**
 * Where a browser goes after signing in. Only a path on this very service is accepted: a link to the sign-in page with
 * somebody else's address in it would otherwise lend our name to theirs (CWE-601, open redirect).
 */
public final class ReturnPath {

    public static final String START = "/";

    private ReturnPath() {}

    /** @return the path if it is safe to go there, {@value #START} for anything else and for null */
    public static String safe(String path) {
        return isSafe(path) ? path : START;
    }

    private static boolean isSafe(String path) {
        if (path == null || path.length() > 2000 || !path.startsWith("/")) {
            return false;
        }
        // browsers read //host and /\host as another host, and drop tabs and newlines before they do
        if (path.startsWith("//") || path.indexOf('\\') >= 0) {
            return false;
        }
        return path.chars().noneMatch(c -> c <= ' ' || c == 0x7f) && !path.startsWith("/sign-");
    }
}
