package dev.evenkeel.alertrouter.template.function;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

import dev.evenkeel.alertrouter.template.format.GoPrint;
import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.alertrouter.template.limits.Meter;
import dev.evenkeel.alertrouter.template.value.GoText;
import dev.evenkeel.alertrouter.template.value.Value;

/** The escaping that a template asks for by {@code html}, {@code js} and {@code urlquery}. */
public final class Escapes {

    private static final HexFormat HEXADECIMAL = HexFormat.of().withUpperCase();

    private Escapes() {}

    /** The arguments as one text; what is missing is said to be so. */
    static String joined(List<Value> arguments, Meter meter) {
        List<Value> shown = arguments.stream()
                .map(value -> value.isNothing() ? Value.text("<no value>") : value)
                .toList();
        return GoPrint.sprint(shown, meter);
    }

    static String html(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\0' -> escaped.append('\uFFFD');
                case '"' -> escaped.append("&#34;");
                case '\'' -> escaped.append("&#39;");
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    static String javaScript(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\'' -> escaped.append("\\'");
                case '"' -> escaped.append("\\\"");
                case '<', '>', '&', '=' -> appendUnicode(escaped, c);
                default -> {
                    boolean shown = c >= 0x80 ? GoQuoting.isPrintable(c) || GoText.isEscapedByte(c) : c >= ' ';
                    if (shown) {
                        escaped.appendCodePoint(c);
                    } else {
                        appendUnicode(escaped, c);
                    }
                }
            }
        });
        return escaped.toString();
    }

    private static void appendUnicode(StringBuilder text, int c) {
        int digits = c < 0x10000 ? 4 : c < 0x100000 ? 5 : 6;
        text.append("\\u").append(HEXADECIMAL.toHexDigits(c, digits));
    }

    /** As one part of a query: everything but letters, digits and {@code -_.~} in percents, a blank as plus. */
    public static String query(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (byte b : GoText.bytes(text)) {
            if (b == ' ') {
                escaped.append('+');
            } else if (isUnreserved(b)) {
                escaped.append((char) b);
            } else {
                escaped.append('%').append(HEXADECIMAL.toHexDigits(b));
            }
        }
        return escaped.toString();
    }

    /** Whether a byte stands for itself everywhere in a URL. */
    public static boolean isUnreserved(int b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '_'
                || b == '.'
                || b == '~';
    }

    /**
     * Reads a part of a query.
     *
     * @throws FunctionException with Go's words if a percent is not followed by two hexadecimal digits
     */
    static String unescapeQuery(String text) {
        byte[] escaped = GoText.bytes(text);
        var bytes = new ByteArrayOutputStream(escaped.length);
        for (int i = 0; i < escaped.length; i++) {
            if (escaped[i] != '%') {
                bytes.write(escaped[i] == '+' ? ' ' : escaped[i]);
                continue;
            }
            boolean complete = i + 2 < escaped.length;
            int high = complete ? Character.digit(escaped[i + 1], 16) : -1;
            int low = complete ? Character.digit(escaped[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                int end = Math.min(escaped.length, i + 3);
                throw new FunctionException("invalid URL escape "
                        + GoQuoting.quote(new String(escaped, i, end - i, StandardCharsets.ISO_8859_1)));
            }
            bytes.write((high << 4) | low);
            i += 2;
        }
        return GoText.text(bytes.toByteArray());
    }
}
