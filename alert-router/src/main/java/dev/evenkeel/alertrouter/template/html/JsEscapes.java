package dev.evenkeel.alertrouter.template.html;

import java.util.HexFormat;
import java.util.List;

import dev.evenkeel.alertrouter.template.format.GoJson;
import dev.evenkeel.alertrouter.template.format.GoPrint;
import dev.evenkeel.alertrouter.template.limits.Meter;
import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/** Making values safe in JavaScript. */
final class JsEscapes {

    private JsEscapes() {}

    /** A value as an expression, with blanks around where it could run into a word beside it. */
    static String value(List<Value> arguments, Meter meter) {
        Value value = arguments.size() == 1 ? arguments.getFirst() : Value.text(GoPrint.sprint(arguments, meter));
        if (value instanceof Value.Int number && !isPlainNumber(number)) {
            value = Value.text(GoPrint.text(number, meter));
        }
        String json;
        try {
            json = GoJson.write(value, meter);
        } catch (IllegalArgumentException unsupported) {
            return " /* " + unsupported.getMessage().replace("*/", "* /") + " */null ";
        }
        boolean isWord = JsTransitions.isPartOfWord(json.charAt(0))
                || JsTransitions.isPartOfWord(json.charAt(json.length() - 1));
        return isWord ? " " + json + " " : json;
    }

    /** Durations and months are written by their name, as Go does with everything that has a String method. */
    private static boolean isPlainNumber(Value.Int number) {
        return number.type().equals(GoType.INT)
                || number.type().equals(GoType.INT64)
                || number.type().equals(GoType.BYTE);
    }

    /** For the inside of a quoted string. */
    static String string(String text) {
        return escape(text, "");
    }

    /** For the inside of a regular expression, where it stands for itself. */
    static String regexp(String text) {
        return text.isEmpty() ? "(?:)" : escape(text, "$()*-.?[]^{|}");
    }

    private static String escape(String text, String more) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\t' -> escaped.append("\\t");
                case '\n' -> escaped.append("\\n");
                case '\f' -> escaped.append("\\f");
                case '\r' -> escaped.append("\\r");
                case '/', '\\' -> escaped.append('\\').append(c);
                case '\0', 0x0b, '"', '`', '&', '\'', '+', '<', '>', 0x2028, 0x2029 ->
                    escaped.append("\\u").append(HexFormat.of().toHexDigits(c));
                default -> escaped.append(more.indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return escaped.toString();
    }
}
