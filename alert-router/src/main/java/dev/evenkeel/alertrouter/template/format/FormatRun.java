package dev.evenkeel.alertrouter.template.format;

import java.util.List;

import dev.evenkeel.alertrouter.template.limits.MeteredText;
import dev.evenkeel.alertrouter.template.value.Value;

/** One pass of {@code Sprintf} over its format: flags, widths, precisions, explicit argument numbers. */
final class FormatRun {

    private static final int WIDEST = 1_000_000;
    private static final int NONE = -1;

    private final String format;
    private final List<Value> arguments;
    private final MeteredText out;
    private final ValuePrinter printer;
    /** Behind it none has to be looked for. */
    private final int lastBracket;

    private int position;
    private int nextArgument;
    /** Whether an argument was asked for by number, after which surplus ones are no mistake. */
    private boolean reordered;

    private boolean goodNumber = true;
    private boolean afterIndex;

    FormatRun(String format, List<Value> arguments, MeteredText out, ValuePrinter printer) {
        this.format = format;
        this.arguments = arguments;
        this.out = out;
        this.printer = printer;
        this.lastBracket = format.lastIndexOf(']');
    }

    void run() {
        while (position < format.length()) {
            int percent = format.indexOf('%', position);
            int end = percent < 0 ? format.length() : percent;
            out.append(format.substring(position, end));
            position = end + 1;
            if (percent >= 0) {
                verb();
            }
        }
        if (!reordered && nextArgument < arguments.size()) {
            surplus();
        }
    }

    private void verb() {
        boolean plus = false;
        boolean minus = false;
        boolean sharp = false;
        boolean space = false;
        boolean zero = false;
        goodNumber = true;
        afterIndex = false;
        while (position < format.length() && "+-# 0".indexOf(format.charAt(position)) >= 0) {
            switch (format.charAt(position++)) {
                case '+' -> plus = true;
                case '-' -> minus = true;
                case '#' -> sharp = true;
                case ' ' -> space = true;
                default -> zero = true;
            }
        }
        argumentNumber();
        int width = width();
        if (width < NONE) {
            minus = true;
            width = -width - 2;
        }
        int precision = precision();
        if (!afterIndex) {
            argumentNumber();
        }
        if (position >= format.length()) {
            out.append("%!(NOVERB)");
            return;
        }
        int letter = format.codePointAt(position);
        position += Character.charCount(letter);
        print(new Verb(letter, plus, minus, sharp, space, zero && !minus, width, precision));
    }

    private void print(Verb verb) {
        if (verb.is('%')) {
            out.append('%');
        } else if (!goodNumber) {
            out.append("%!").appendCodePoint(verb.letter()).append("(BADINDEX)");
        } else if (nextArgument >= arguments.size()) {
            out.append("%!").appendCodePoint(verb.letter()).append("(MISSING)");
        } else {
            printer.argument(arguments.get(nextArgument++), verb);
        }
    }

    /** -1 if there is none; a negative width from an argument is passed on as less than -1. */
    private int width() {
        if (peek('*')) {
            position++;
            int width = argumentAsNumber("%!(BADWIDTH)");
            afterIndex = false;
            return width == Integer.MIN_VALUE ? NONE : width < 0 ? width - 2 : width;
        }
        int width = number();
        if (afterIndex && width != NONE) {
            // "%[3]2d" is no width
            goodNumber = false;
        }
        return width;
    }

    private int precision() {
        if (!peek('.')) {
            return NONE;
        }
        position++;
        if (afterIndex) {
            goodNumber = false;
        }
        argumentNumber();
        if (peek('*')) {
            position++;
            int precision = argumentAsNumber("%!(BADPREC)");
            afterIndex = false;
            return Math.max(NONE, precision);
        }
        int precision = number();
        return precision == NONE ? 0 : precision;
    }

    /** An argument that gives a width or a precision; the least integer if it is none. */
    private int argumentAsNumber(String otherwise) {
        boolean there = nextArgument < arguments.size();
        Value value = there ? arguments.get(nextArgument) : Value.nil();
        nextArgument += there ? 1 : 0;
        if (value instanceof Value.Int number && Math.abs(number.value()) <= WIDEST) {
            return (int) number.value();
        }
        out.append(otherwise);
        return Integer.MIN_VALUE;
    }

    /** Digits here; -1 if there are none or the number is unreasonable. */
    private int number() {
        int start = position;
        long value = 0;
        while (position < format.length() && format.charAt(position) >= '0' && format.charAt(position) <= '9') {
            value = value * 10 + (format.charAt(position) - '0');
            position++;
            if (value > WIDEST) {
                // Go gives up on the whole verb
                position = format.length();
                return NONE;
            }
        }
        return position == start ? NONE : (int) value;
    }

    /** An explicit number, as {@code [2]}. */
    private void argumentNumber() {
        if (!peek('[')) {
            return;
        }
        reordered = true;
        int close = position <= lastBracket ? format.indexOf(']', position) : NONE;
        if (close < 0) {
            goodNumber = false;
            position++;
            return;
        }
        String digits = format.substring(position + 1, close);
        position = close + 1;
        boolean isNumber =
                !digits.isEmpty() && digits.length() <= 7 && digits.chars().allMatch(Character::isDigit);
        int wanted = isNumber ? Integer.parseInt(digits) - 1 : NONE;
        if (wanted >= 0 && wanted < arguments.size()) {
            nextArgument = wanted;
            afterIndex = true;
        } else {
            goodNumber = false;
            afterIndex = isNumber;
        }
    }

    private boolean peek(char c) {
        return position < format.length() && format.charAt(position) == c;
    }

    private void surplus() {
        out.append("%!(EXTRA ");
        for (int i = nextArgument; i < arguments.size(); i++) {
            Value value = arguments.get(i);
            out.append(i == nextArgument ? "" : ", ");
            if (value.isNothing()) {
                out.append("<nil>");
            } else {
                out.append(value.type().name()).append('=');
                printer.argument(value, Verb.PLAIN);
            }
        }
        out.append(')');
    }
}
