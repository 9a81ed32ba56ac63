package dev.evenkeel.alertrouter.template.format;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.evenkeel.alertrouter.template.limits.Meter;
import dev.evenkeel.alertrouter.template.limits.MeteredText;
import dev.evenkeel.alertrouter.template.value.GoText;
import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/** Prints values under a verb, as Go's {@code fmt} does. */
final class ValuePrinter {

    private static final String NIL = "<nil>";

    private final MeteredText out;
    private final Meter meter;

    ValuePrinter(MeteredText out, Meter meter) {
        this.out = out;
        this.meter = meter;
    }

    /** An argument of a printing function. */
    void argument(Value value, Verb verb) {
        if (verb.is('T')) {
            verb.pad(out, value.isNothing() ? NIL : value.type().name());
        } else if (!value.isNothing()) {
            print(value, verb, 0);
        } else if (verb.is('v')) {
            verb.pad(out, NIL);
        } else {
            bad(value, verb);
        }
    }

    private void print(Value value, Verb verb, int depth) {
        meter.step();
        meter.checkValueDepth(depth);
        if (speaksForItself(value, verb)) {
            text(GoStrings.of(value), GoType.STRING, verb);
            return;
        }
        switch (value) {
            case Value.None _, Value.Nil _ -> out.append(verb.isSource() ? "interface {}(nil)" : NIL);
            case Value.Bool bool -> bool(bool, verb);
            case Value.Int number -> integer(number, verb);
            case Value.Decimal number -> fraction(number, verb);
            case Value.Text text -> text(text.text(), text.type(), verb);
            case Value.Time time ->
                verb.pad(out, verb.isSource() ? verb.truncated(GoStrings.source(time)) : GoStrings.of(time));
            case Value.Location location -> verb.pad(out, GoStrings.of(location));
            case Value.Slice slice -> slice(slice, verb, depth);
            case Value.Mapping mapping -> mapping(mapping, verb, depth);
            case Value.Struct struct -> struct(struct, verb, depth);
        }
    }

    /** Types with a String method print by it under the verbs that are about text. */
    private static boolean speaksForItself(Value value, Verb verb) {
        return GoStrings.has(value.type())
                && !verb.isSource()
                && switch (verb.letter()) {
                    case 'v', 's', 'x', 'X', 'q' -> true;
                    default -> false;
                };
    }

    private void bool(Value.Bool bool, Verb verb) {
        if (verb.is('t') || verb.is('v')) {
            verb.pad(out, Boolean.toString(bool.value()));
        } else {
            bad(bool, verb);
        }
    }

    private void integer(Value.Int number, Verb verb) {
        long value = number.value();
        boolean negative = value < 0;
        switch (verb.letter()) {
            case 'v', 'd' -> verb.integer(out, digits(value, 10), negative, "");
            case 'b' -> verb.integer(out, digits(value, 2), negative, "0b");
            case 'o' -> verb.integer(out, digits(value, 8), negative, "0");
            case 'O' -> verb.integer(out, digits(value, 8), negative, "0o");
            case 'x' -> verb.integer(out, digits(value, 16), negative, "0x");
            case 'X' -> verb.integer(out, digits(value, 16).toUpperCase(Locale.ROOT), negative, "0X");
            case 'c' -> verb.pad(out, character(value));
            case 'q' -> verb.pad(out, GoQuoting.quote(character(value), '\'', verb.plus()));
            case 'U' -> verb.pad(out, unicode(value, verb));
            default -> bad(number, verb);
        }
    }

    private static String digits(long value, int radix) {
        String digits = Long.toString(value, radix);
        return value < 0 ? digits.substring(1) : digits;
    }

    private static String character(long value) {
        boolean valid = value >= 0
                && value <= Character.MAX_CODE_POINT
                && (value < Character.MIN_SURROGATE || value > Character.MAX_SURROGATE);
        return Character.toString(valid ? (int) value : 0xFFFD);
    }

    private static String unicode(long value, Verb verb) {
        String number = "U+%04X".formatted(value);
        boolean shown =
                verb.sharp() && value >= 0 && value <= Character.MAX_CODE_POINT && GoQuoting.isPrintable((int) value);
        return shown ? number + " '" + Character.toString((int) value) + "'" : number;
    }

    private void fraction(Value.Decimal number, Verb verb) {
        switch (verb.letter()) {
            case 'v' -> verb.fraction(out, number.value(), 'g', GoNumbers.SHORTEST);
            case 'g', 'G' -> verb.fraction(out, number.value(), (char) verb.letter(), GoNumbers.SHORTEST);
            case 'e', 'E', 'f', 'F' -> verb.fraction(out, number.value(), (char) verb.letter(), 6);
            default -> bad(number, verb);
        }
    }

    private void text(String text, GoType type, Verb verb) {
        switch (verb.letter()) {
            case 'v' -> verb.pad(out, verb.isSource() ? GoQuoting.quote(text) : verb.truncated(text));
            case 's' -> verb.pad(out, verb.truncated(text));
            case 'q' -> verb.pad(out, verb.quoted(text));
            case 'x', 'X' -> {
                meter.work(text.length());
                verb.pad(out, verb.hexadecimal(GoText.bytes(text)));
            }
            default -> bad(new Value.Text(text, type), verb);
        }
    }

    private void slice(Value.Slice slice, Verb verb, int depth) {
        List<Value> elements = slice.elements();
        out.append(verb.isSource() ? slice.type().name() + "{" : "[");
        for (int i = 0; i < elements.size(); i++) {
            out.append(i == 0 ? "" : verb.isSource() ? ", " : " ");
            print(elements.get(i), verb, depth + 1);
        }
        out.append(verb.isSource() ? '}' : ']');
    }

    private void mapping(Value.Mapping mapping, Verb verb, int depth) {
        out.append(verb.isSource() ? mapping.type().name() + "{" : "map[");
        boolean first = true;
        for (Map.Entry<String, Value> entry : mapping.entries().entrySet()) {
            out.append(first ? "" : verb.isSource() ? ", " : " ");
            first = false;
            text(entry.getKey(), GoType.STRING, verb);
            out.append(':');
            print(entry.getValue(), verb, depth + 1);
        }
        out.append(verb.isSource() ? '}' : ']');
    }

    private void struct(Value.Struct struct, Verb verb, int depth) {
        out.append(verb.isSource() ? struct.type().name() + "{" : "{");
        boolean first = true;
        for (Map.Entry<String, Value> field : struct.fields().entrySet()) {
            out.append(first ? "" : verb.isSource() ? ", " : " ");
            first = false;
            if (verb.namesFields() || verb.isSource()) {
                out.append(field.getKey()).append(':');
            }
            print(field.getValue(), verb, depth + 1);
        }
        out.append('}');
    }

    /** What Go prints where a verb does not suit a value. */
    private void bad(Value value, Verb verb) {
        out.append("%!").appendCodePoint(verb.letter()).append('(');
        if (value.isNothing()) {
            out.append(NIL);
        } else {
            out.append(value.type().name()).append('=');
            raw(
                    value,
                    new Verb(
                            'v',
                            verb.plus(),
                            verb.minus(),
                            verb.sharp(),
                            verb.space(),
                            verb.zero(),
                            verb.width(),
                            verb.precision()));
        }
        out.append(')');
    }

    private void raw(Value value, Verb verb) {
        if (value instanceof Value.Int number) {
            integer(number, verb);
        } else {
            print(value, verb, 0);
        }
    }
}
