package dev.evenkeel.alertrouter.template.function;

import java.util.ArrayDeque;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.alertrouter.template.limits.Meter;
import dev.evenkeel.alertrouter.template.limits.MeteredText;

/**
 * RE2's regular expressions. Looking for one match takes as long as the expression times what is left of the text; looking for
 * all may look at the same characters for each, so every look is counted.
 */
final class RegularExpressions {

    /** What an expression may come to with its repetitions written out. */
    private static final long LARGEST = 10_000;

    /** Groups times {@link #size}: each state of a search keeps where all groups are. */
    private static final long MOST_STATE = 1_000_000;

    /** Where groups are is copied in bulk, this many in the time that one state takes. */
    private static final int GROUPS_COPIED_AT_ONCE = 16;

    private static final int LOOK = 8;

    /** Groups within groups, each of which takes a piece of the stack. */
    private static final int DEEPEST = 200;

    private RegularExpressions() {}

    static boolean matches(String expression, String text, Meter meter) {
        try {
            return matcher(expression, text, meter).find();
        } catch (PatternSyntaxException malformed) {
            throw new FunctionException(malformed.getMessage());
        }
    }

    static String replaceAll(String expression, String replacement, String text, Meter meter) {
        Matcher matcher;
        try {
            matcher = matcher(expression, text, meter);
        } catch (PatternSyntaxException malformed) {
            throw new FunctionException("regexp: Compile(" + quoted(expression) + "): " + malformed.getMessage());
        }
        MeteredText result = meter.text();
        int copied = 0;
        int lastEnd = -1;
        while (matcher.find()) {
            meter.step();
            result.append(text.substring(copied, matcher.start()));
            copied = matcher.end();
            // Go leaves out an empty match right behind the one before
            if (matcher.end() > lastEnd) {
                expand(replacement, matcher, result);
            }
            lastEnd = matcher.end();
        }
        return result.append(text.substring(copied)).toString();
    }

    private static String quoted(String expression) {
        return expression.contains("`") ? GoQuoting.quote(expression) : "`" + expression + "`";
    }

    /** Writes a replacement, in which {@code $1}, <code>${1}</code> and <code>${name}</code> stand for groups. */
    private static void expand(String replacement, Matcher matcher, MeteredText out) {
        int i = 0;
        while (i < replacement.length()) {
            int dollar = replacement.indexOf('$', i);
            if (dollar < 0) {
                out.append(replacement.substring(i));
                return;
            }
            out.append(replacement.substring(i, dollar));
            i = dollar + 1;
            if (i < replacement.length() && replacement.charAt(i) == '$') {
                out.append('$');
                i++;
                continue;
            }
            boolean braced = i < replacement.length() && replacement.charAt(i) == '{';
            int start = braced ? i + 1 : i;
            int end = endOfName(replacement, start);
            boolean closed = !braced || (end < replacement.length() && replacement.charAt(end) == '}');
            if (end == start || !closed) {
                out.append('$');
                continue;
            }
            out.append(group(replacement.substring(start, end), matcher));
            i = braced ? end + 1 : end;
        }
    }

    private static int endOfName(String replacement, int start) {
        int end = start;
        while (end < replacement.length()
                && (Character.isLetterOrDigit(replacement.charAt(end)) || replacement.charAt(end) == '_')) {
            end++;
        }
        return end;
    }

    /** Empty for a group that there is not, or that took no part. */
    private static String group(String name, Matcher matcher) {
        boolean isNumber = name.chars().allMatch(c -> c >= '0' && c <= '9');
        if (isNumber) {
            int number = name.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(name);
            String found = number <= matcher.groupCount() ? matcher.group(number) : null;
            return found == null ? "" : found;
        }
        if (!matcher.pattern().namedGroups().containsKey(name)) {
            return "";
        }
        String found = matcher.group(name);
        return found == null ? "" : found;
    }

    private static Matcher matcher(String expression, String text, Meter meter) {
        long size = size(expression);
        if (expression.length() > LARGEST || size > LARGEST) {
            throw new FunctionException("error parsing regexp: expression too large");
        }
        meter.work((expression.length() + size) * 100);
        Pattern pattern = Pattern.compile(expression);
        long state = size * pattern.groupCount();
        if (state > MOST_STATE) {
            throw new FunctionException("error parsing regexp: expression too large");
        }
        return pattern.matcher(new WatchedText(text, LOOK + size + state / GROUPS_COPIED_AT_ONCE, meter));
    }

    /** A text every look at whose characters is counted as so much work. */
    private record WatchedText(String text, long work, Meter meter) implements CharSequence {

        @Override
        public char charAt(int index) {
            meter.work(work);
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** How many characters an expression has with its counted repetitions written out; an estimate from above. */
    static long size(String expression) {
        var groups = new ArrayDeque<Long>();
        long total = 0;
        long last = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            switch (c) {
                case '\\' -> {
                    i++;
                    total += last;
                    last = 1;
                }
                case '(' -> {
                    if (groups.size() >= DEEPEST) {
                        return LARGEST + 1;
                    }
                    groups.push(total + last);
                    total = 0;
                    last = 0;
                }
                case ')' -> {
                    last = Math.max(1, total + last);
                    total = groups.isEmpty() ? 0 : groups.pop();
                }
                case '{' -> last = Math.min(LARGEST + 1, last * repetitions(expression, i));
                default -> {
                    total += last;
                    last = 1;
                }
            }
            total = Math.min(LARGEST + 1, total);
        }
        for (long open : groups) {
            total += open;
        }
        return total + last;
    }

    /** The larger of the numbers between the braces that open at {@code i}; 1 if there are none. */
    private static long repetitions(String expression, int i) {
        long most = 1;
        long number = 0;
        for (int at = i + 1; at < expression.length() && expression.charAt(at) != '}'; at++) {
            char c = expression.charAt(at);
            number = c >= '0' && c <= '9' ? Math.min(LARGEST, number * 10 + (c - '0')) : 0;
            most = Math.max(most, number);
        }
        return most;
    }
}
