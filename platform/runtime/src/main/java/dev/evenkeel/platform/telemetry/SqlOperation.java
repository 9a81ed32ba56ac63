package dev.evenkeel.platform.telemetry;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a statement by what it does to which table ({@code insert alerts}), which is what a graph needs and never contains
 * a value. The text of a statement itself must not become a label: there is no end of texts.
 *
 * <p>Safe for use by any number of threads. At most {@value #MOST_NAMES} names are handed out; what comes later is
 * {@code other}.
 */
final class SqlOperation {

    static final int MOST_NAMES = 200;
    private static final int MOST_TEXTS = 2_000;
    private static final String OTHER = "other";

    private static final Set<String> VERBS = Set.of(
            "select",
            "insert",
            "update",
            "delete",
            "with",
            "merge",
            "copy",
            "begin",
            "commit",
            "rollback",
            "listen",
            "notify",
            "set",
            "show",
            "lock",
            "truncate",
            "create",
            "drop",
            "alter",
            "explain",
            "vacuum",
            "analyze");

    private static final Pattern NOISE = Pattern.compile("\\s*(?:/\\*.*?\\*/|--[^\\n]*\\n)\\s*", Pattern.DOTALL);
    private static final Pattern VERB = Pattern.compile("\\s*\\(?\\s*([A-Za-z]+)");
    private static final Pattern CHANGE = Pattern.compile(
            "\\b(?:(insert)\\s+into|(?<!for\\s)(update)|(delete)\\s+from|(merge)\\s+into)\\s+(?:only\\s+)?\"?([a-z_][a-z0-9_.]*)");
    private static final Pattern SOURCE = Pattern.compile("\\bfrom\\s+(?:only\\s+)?\"?([a-z_][a-z0-9_.]*)");

    private final Map<String, String> byText = new ConcurrentHashMap<>();
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    /** The operation of a statement. Each text is looked at once, as long as there are not too many of them. */
    String of(String sql) {
        String known = byText.get(sql);
        if (known != null) {
            return known;
        }
        String name = bounded(name(sql));
        if (byText.size() < MOST_TEXTS) {
            byText.put(sql, name);
        }
        return name;
    }

    private String bounded(String name) {
        if (names.contains(name)) {
            return name;
        }
        return names.size() < MOST_NAMES && names.add(name) ? name : OTHER;
    }

    static String name(String sql) {
        String text = NOISE.matcher(sql).replaceAll(" ").toLowerCase(Locale.ROOT);
        Matcher first = VERB.matcher(text);
        if (!first.lookingAt() || !VERBS.contains(first.group(1))) {
            return OTHER;
        }
        String verb = first.group(1);
        return switch (verb) {
            case "insert", "update", "delete", "merge", "with" -> {
                Matcher change = CHANGE.matcher(text);
                yield change.find() ? changeVerb(change) + " " + change.group(5) : reading(verb, text);
            }
            case "select" -> reading(verb, text);
            default -> verb;
        };
    }

    private static String changeVerb(Matcher change) {
        for (int group = 1; group <= 4; group++) {
            if (change.group(group) != null) {
                return change.group(group);
            }
        }
        throw new IllegalStateException("The pattern has four verbs");
    }

    private static String reading(String verb, String text) {
        Matcher source = SOURCE.matcher(text);
        String name = verb.equals("with") ? "select" : verb;
        return source.find() ? name + " " + source.group(1) : name;
    }
}
