package dev.evenkeel.alertrouter.matching;

import java.util.ArrayList;
import java.util.List;

import com.google.re2j.Pattern;

import dev.evenkeel.alertrouter.matching.Matcher.Operator;

/**
 * Reads matchers in the classic syntax: <code>{foo="bar", dings!~"b.*"}</code>, where braces, quotes and a trailing comma
 * are optional. Inside a value, {@code \"}, {@code \\} and {@code \n} are escapes; any other backslash stands for itself.
 *
 * <p>Source: the matcher syntax of Alertmanager's configuration reference.
 */
final class ClassicMatchers {

    private static final Pattern FORMAT =
            Pattern.compile("^\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(=~|=|!=|!~)\\s*((?s:.*?))\\s*$");

    private ClassicMatchers() {}

    /** @throws InvalidMatcherException naming the matcher that cannot be understood */
    static List<Matcher> parseList(String text) {
        String body = text.startsWith("{") ? text.substring(1) : text;
        body = body.endsWith("}") ? body.substring(0, body.length() - 1) : body;
        return splitAtCommas(body).stream().map(ClassicMatchers::parseOne).toList();
    }

    private static List<String> splitAtCommas(String text) {
        var parts = new ArrayList<String>();
        boolean quoted = false;
        boolean escaped = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            } else if (c == '"' && !escaped) {
                quoted = !quoted;
            }
            // as in Alertmanager, a comma leaves the escape state alone
            escaped = c == '\\' ? !escaped : c == ',' && escaped;
        }
        String last = text.substring(start).strip();
        if (!last.isEmpty()) {
            parts.add(last);
        }
        return parts;
    }

    /** @throws InvalidMatcherException if the text is not one matcher */
    static Matcher parseOne(String text) {
        var match = FORMAT.matcher(text);
        if (!match.matches()) {
            throw new InvalidMatcherException("bad matcher format: " + text);
        }
        return new Matcher(match.group(1), Operator.ofSymbol(match.group(2)), unquote(match.group(3)));
    }

    private static String unquote(String raw) {
        boolean open = raw.startsWith("\"");
        String body = open ? raw.substring(1) : raw;
        var value = new StringBuilder(body.length());
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            boolean last = i == body.length() - 1;
            if (c == '\\' && !last) {
                i++;
                appendEscape(value, body.charAt(i));
            } else if (c == '"') {
                if (!open || !last) {
                    throw unescapedQuote(raw);
                }
                open = false;
            } else {
                value.append(c);
            }
        }
        if (open) {
            throw unescapedQuote(raw);
        }
        return value.toString();
    }

    private static void appendEscape(StringBuilder value, char c) {
        switch (c) {
            case 'n' -> value.append('\n');
            case '"', '\\' -> value.append(c);
            default -> value.append('\\').append(c);
        }
    }

    private static InvalidMatcherException unescapedQuote(String raw) {
        return new InvalidMatcherException("matcher value contains unescaped double quote: " + raw);
    }
}
