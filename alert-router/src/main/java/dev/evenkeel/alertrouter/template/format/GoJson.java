package dev.evenkeel.alertrouter.template.format;

import java.time.ZonedDateTime;
import java.util.List;

import dev.evenkeel.alertrouter.template.limits.Meter;
import dev.evenkeel.alertrouter.template.limits.MeteredText;
import dev.evenkeel.alertrouter.template.value.GoText;
import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/** Values as Go's {@code encoding/json} marshals them: compact, keys in order, safe to stand in HTML. */
public final class GoJson {

    private final MeteredText out;
    private final Meter meter;

    private GoJson(Meter meter) {
        this.meter = meter;
        this.out = meter.text();
    }

    /** @throws IllegalArgumentException with Go's words for a number that JSON has not */
    public static String write(Value value, Meter meter) {
        var json = new GoJson(meter);
        json.value(value, 0);
        return json.out.toString();
    }

    private void value(Value value, int depth) {
        meter.step();
        meter.checkValueDepth(depth);
        switch (value) {
            case Value.None _, Value.Nil _ -> out.append("null");
            case Value.Bool bool -> out.append(Boolean.toString(bool.value()));
            case Value.Int number -> out.append(Long.toString(number.value()));
            case Value.Decimal number -> out.append(number(number.value()));
            case Value.Text text -> string(text.text());
            case Value.Time time -> out.append('"').append(time(time.moment())).append('"');
            case Value.Location _ -> out.append("{}");
            case Value.Slice slice -> array(slice.elements(), depth);
            case Value.Mapping mapping -> {
                out.append('{');
                boolean[] first = {true};
                mapping.entries().forEach((name, member) -> member(name, member, first, depth));
                out.append('}');
            }
            case Value.Struct struct -> {
                out.append('{');
                boolean[] first = {true};
                for (GoType.Field field : struct.type().fields()) {
                    member(field.jsonName(), struct.fields().getOrDefault(field.name(), Value.nil()), first, depth);
                }
                out.append('}');
            }
        }
    }

    private void array(List<Value> elements, int depth) {
        out.append('[');
        for (int i = 0; i < elements.size(); i++) {
            out.append(i == 0 ? "" : ",");
            value(elements.get(i), depth + 1);
        }
        out.append(']');
    }

    private void member(String name, Value value, boolean[] first, int depth) {
        out.append(first[0] ? "" : ",");
        first[0] = false;
        string(name);
        out.append(':');
        value(value, depth + 1);
    }

    private void string(String text) {
        out.append('"');
        text.codePoints().forEach(this::character);
        out.append('"');
    }

    private void character(int c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append((char) c);
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '<', '>', '&', 0x2028, 0x2029 -> out.append("\\u%04x".formatted(c));
            default -> {
                if (GoText.isEscapedByte(c)) {
                    out.append("\\ufffd");
                } else if (c < ' ') {
                    out.append("\\u%04x".formatted(c));
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }

    private static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("json: unsupported value: " + GoNumbers.text(value));
        }
        double magnitude = Math.abs(value);
        if (magnitude != 0 && (magnitude < 1e-6 || magnitude >= 1e21)) {
            // one digit of the exponent where one is enough
            return GoNumbers.format(value, 'e', GoNumbers.SHORTEST).replace("e-0", "e-");
        }
        String text = GoNumbers.format(value, 'f', GoNumbers.SHORTEST);
        return text;
    }

    private static String time(ZonedDateTime moment) {
        return GoTimeLayout.format("2006-01-02T15:04:05.999999999Z07:00", moment);
    }
}
