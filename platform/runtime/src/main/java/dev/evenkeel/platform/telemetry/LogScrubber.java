package dev.evenkeel.platform.telemetry;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Takes out of a text what may be a secret, whoever wrote it there. The last wall, not the first: code of ours keeps
 * secrets in types that do not show them. What looks like a secret and is none is lost too; that is the better mistake.
 */
final class LogScrubber {

    static final String INSTEAD = "<secret>";

    /** At least one of these is in every text a rule could change; looking for them is much cheaper than the rules. */
    private static final List<String> HINTS = List.of(
            "ek_",
            "://",
            "authorization",
            "cookie",
            "bearer",
            "basic",
            "password",
            "passwd",
            "pwd",
            "secret",
            "token",
            "key");

    private record Rule(Pattern pattern, String replacement) {}

    private static final List<Rule> RULES = List.of(
            rule("(?<![A-Za-z0-9])ek_[A-Za-z0-9][A-Za-z0-9_-]{5,}", "ek_" + INSTEAD),
            rule("(?i)(\"?(?:proxy-)?authorization\"?\\s{0,3}[:=]\\s{0,3}\"?)[^\"\\r\\n,;]+", "$1" + INSTEAD),
            rule("(?i)(\"?(?:set-)?cookie\"?\\s{0,3}[:=]\\s{0,3}\"?)[^\"\\r\\n]+", "$1" + INSTEAD),
            rule("(?i)\\b(bearer\\s{1,3})[A-Za-z0-9._~+/=-]{6,}", "$1" + INSTEAD),
            rule("(?i)\\b(basic\\s{1,3})(?=[A-Za-z0-9+/]{0,500}[0-9=])[A-Za-z0-9+/=]{8,}", "$1" + INSTEAD),
            rule("([A-Za-z][A-Za-z0-9+.-]{0,30}://[^/\\s:@\"]{0,200}:)[^/\\s@\"]{1,200}@", "$1" + INSTEAD + "@"),
            rule(
                    "(?i)((?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)\"?"
                            + "\\s{0,3}[:=]\\s{0,3}[\"']?)(?!<secret>)[^\\s\"'&,;)}\\]]+",
                    "$1" + INSTEAD));

    private LogScrubber() {}

    private static Rule rule(String pattern, String replacement) {
        return new Rule(Pattern.compile(pattern), replacement);
    }

    /** The text without secrets; the very same object if there is nothing to take out. */
    static String scrub(String text) {
        if (text == null || !mayContainSecret(text)) {
            return text;
        }
        String scrubbed = text;
        for (Rule rule : RULES) {
            scrubbed = rule.pattern().matcher(scrubbed).replaceAll(rule.replacement());
        }
        return scrubbed.equals(text) ? text : scrubbed;
    }

    private static boolean mayContainSecret(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String hint : HINTS) {
            if (lower.contains(hint)) {
                return true;
            }
        }
        return false;
    }
}
