package dev.evenkeel.platform.query.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

import dev.evenkeel.platform.query.promql.Expr;
import dev.evenkeel.platform.query.promql.QueryException;
import dev.evenkeel.platform.query.selection.AnchoredRegex;
import dev.evenkeel.platform.query.selection.LabelMatcher;
import dev.evenkeel.platform.query.selection.LabelMatcher.Operator;
import dev.evenkeel.platform.series.Labels;

/** Functions that change labels and leave values alone. */
final class LabelFunctions {

    private LabelFunctions() {}

    /** @param arguments destination label, replacement, source label, regular expression */
    static UnaryOperator<Labels> replace(List<String> arguments) {
        String destination = arguments.get(0);
        String replacement = arguments.get(1);
        String source = arguments.get(2);
        Pattern pattern = compile(arguments.get(3));
        requireLabelName(destination, "destination label name in label_replace()");
        return labels -> {
            Matcher matcher = pattern.matcher(labels.get(source));
            return matcher.matches() ? labels.with(destination, expand(replacement, matcher)) : labels;
        };
    }

    private static Pattern compile(String expression) {
        try {
            return AnchoredRegex.compile(expression);
        } catch (IllegalArgumentException e) {
            throw QueryException.execution("invalid regular expression in label_replace(): " + e.getMessage());
        }
    }

    /** @param arguments destination label, separator, source labels */
    static UnaryOperator<Labels> join(List<String> arguments) {
        String destination = arguments.get(0);
        String separator = arguments.get(1);
        List<String> sources = arguments.subList(2, arguments.size());
        sources.forEach(source -> requireLabelName(source, "source label name in label_join()"));
        requireLabelName(destination, "destination label name in label_join()");
        return labels ->
                labels.with(destination, sources.stream().map(labels::get).collect(Collectors.joining(separator)));
    }

    private static void requireLabelName(String name, String what) {
        if (!name.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
            throw QueryException.execution("invalid " + what + ": " + name);
        }
    }

    /** Puts groups in place of {@code $1}, {@code $name}, {@code ${name}}; a group that is not there is empty. */
    private static String expand(String template, Matcher matcher) {
        StringBuilder result = new StringBuilder();
        int position = 0;
        while (position < template.length()) {
            char c = template.charAt(position++);
            if (c != '$' || position == template.length()) {
                result.append(c);
            } else if (template.charAt(position) == '$') {
                result.append('$');
                position++;
            } else {
                boolean braced = template.charAt(position) == '{';
                int start = braced ? position + 1 : position;
                int end = start;
                while (end < template.length() && isWordCharacter(template.charAt(end))) {
                    end++;
                }
                boolean closed = !braced || (end < template.length() && template.charAt(end) == '}');
                if (end == start || !closed) {
                    result.append('$');
                } else {
                    result.append(group(matcher, template.substring(start, end)));
                    position = braced ? end + 1 : end;
                }
            }
        }
        return result.toString();
    }

    private static boolean isWordCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static String group(Matcher matcher, String name) {
        String group = null;
        if (name.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(name);
            group = number <= matcher.groupCount() ? matcher.group(number) : null;
        } else if (matcher.pattern().namedGroups().containsKey(name)) {
            group = matcher.group(name);
        }
        return group == null ? "" : group;
    }

    /** The labels that a series would have if there were one: those that the selector names exactly once. */
    static Labels impliedBy(Expr selector) {
        List<LabelMatcher> matchers = switch (selector) {
            case Expr.VectorSelector vector -> vector.matchers();
            case Expr.MatrixSelector matrix -> matrix.matchers();
            default -> List.of();
        };
        Labels labels = Labels.empty();
        Set<String> seen = new HashSet<>();
        for (LabelMatcher matcher : matchers) {
            if (matcher.label().equals(Labels.NAME)) {
                continue;
            }
            boolean names = matcher.operator() == Operator.EQUAL && seen.add(matcher.label());
            labels = labels.with(matcher.label(), names ? matcher.value() : "");
        }
        return labels;
    }
}
