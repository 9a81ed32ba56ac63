package dev.evenkeel.alertrouter.template.format;

import java.util.List;

import dev.evenkeel.alertrouter.template.limits.Meter;
import dev.evenkeel.alertrouter.template.limits.MeteredText;
import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/** Go's {@code Sprint}, {@code Sprintln} and {@code Sprintf}. */
public final class GoPrint {

    private GoPrint() {}

    /** One value as {@code %v}. */
    public static String text(Value value, Meter meter) {
        return value instanceof Value.Text text ? text.text() : sprint(List.of(value), meter);
    }

    /** One after the other, with a blank between two of which neither is a string. */
    public static String sprint(List<Value> values, Meter meter) {
        MeteredText out = meter.text();
        var printer = new ValuePrinter(out, meter);
        boolean textBefore = true;
        for (Value value : values) {
            boolean isText = !value.isNothing() && value.type().kind() == GoType.Kind.STRING;
            out.append(textBefore || isText ? "" : " ");
            printer.argument(value, Verb.PLAIN);
            textBefore = isText;
        }
        return out.toString();
    }

    /** With a blank between any two, and the end of the line. */
    public static String sprintln(List<Value> values, Meter meter) {
        MeteredText out = meter.text();
        var printer = new ValuePrinter(out, meter);
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : " ");
            printer.argument(values.get(i), Verb.PLAIN);
        }
        return out.append('\n').toString();
    }

    public static String sprintf(String format, List<Value> values, Meter meter) {
        MeteredText out = meter.text();
        new FormatRun(format, values, out, new ValuePrinter(out, meter)).run();
        return out.toString();
    }
}
