package dev.evenkeel.alertrouter.template.function;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.evenkeel.alertrouter.template.limits.Meter;
import dev.evenkeel.alertrouter.template.limits.MeteredText;
import dev.evenkeel.alertrouter.template.value.GoText;
import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/** Alertmanager's functions of texts. */
final class TextFunctions {

    private TextFunctions() {}

    static Map<String, TemplateFunction> functions() {
        var functions = new LinkedHashMap<String, TemplateFunction>();
        functions.put("toUpper", ofText(text -> text.toUpperCase(Locale.ROOT)));
        functions.put("toLower", ofText(text -> text.toLowerCase(Locale.ROOT)));
        functions.put("title", ofText(TitleCase::of));
        functions.put("trimSpace", ofText(TextFunctions::trim));
        functions.put("urlUnescape", ofText(Escapes::unescapeQuery));
        functions.put("base64encode", ofText(TextFunctions::encode));
        functions.put("base64decode", ofText(TextFunctions::decode));
        functions.put(
                "safeHtml",
                TemplateFunction.of(
                        (arguments, meter) -> new Value.Text(TemplateFunction.text(arguments.getFirst()), GoType.HTML),
                        GoType.STRING));
        functions.put(
                "safeUrl",
                TemplateFunction.of(
                        (arguments, meter) -> new Value.Text(TemplateFunction.text(arguments.getFirst()), GoType.URL),
                        GoType.STRING));
        functions.put(
                "join",
                TemplateFunction.of(
                        (arguments, meter) -> join(arguments.get(0), (Value.Slice) arguments.get(1), meter),
                        GoType.STRING,
                        GoType.STRING_SLICE));
        functions.put(
                "match",
                TemplateFunction.of(
                        (arguments, meter) -> Value.bool(RegularExpressions.matches(
                                TemplateFunction.text(arguments.get(0)),
                                TemplateFunction.text(arguments.get(1)),
                                meter)),
                        GoType.STRING,
                        GoType.STRING));
        functions.put(
                "reReplaceAll",
                TemplateFunction.of(
                        (arguments, meter) -> Value.text(RegularExpressions.replaceAll(
                                TemplateFunction.text(arguments.get(0)),
                                TemplateFunction.text(arguments.get(1)),
                                TemplateFunction.text(arguments.get(2)),
                                meter)),
                        GoType.STRING,
                        GoType.STRING,
                        GoType.STRING));
        // without a group there are no labels of its route; who renders for one says what they are
        functions.put("routeLabels", TemplateFunction.of((arguments, meter) -> Value.text(""), GoType.STRING));
        // ours, not Alertmanager's
        functions.put("actionLink", TemplateFunction.of((arguments, meter) -> Value.text(""), GoType.STRING));
        return functions;
    }

    private static TemplateFunction ofText(UnaryOperator<String> body) {
        return TemplateFunction.of(
                (arguments, meter) -> {
                    String text = TemplateFunction.text(arguments.getFirst());
                    meter.work(text.length());
                    return Value.text(meter.made(body.apply(text)));
                },
                GoType.STRING);
    }

    static Value join(Value separator, Value.Slice texts, Meter meter) {
        MeteredText joined = meter.text();
        String between = TemplateFunction.text(separator);
        for (int i = 0; i < texts.elements().size(); i++) {
            meter.step();
            joined.append(i == 0 ? "" : between)
                    .append(TemplateFunction.text(texts.elements().get(i)));
        }
        return Value.text(joined.toString());
    }

    /** Go's idea of white space, which differs from Java's in a few characters. */
    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c);
    }

    private static String encode(String text) {
        return new String(Base64.getUrlEncoder().encode(GoText.bytes(text)), StandardCharsets.ISO_8859_1);
    }

    private static String decode(String text) {
        String joined = text.replace("\r", "").replace("\n", "");
        if (joined.length() % 4 != 0) {
            throw new FunctionException("illegal base64 data at input byte " + (joined.length() - joined.length() % 4));
        }
        try {
            return GoText.text(Base64.getUrlDecoder().decode(joined));
        } catch (IllegalArgumentException notBase64) {
            throw new FunctionException("illegal base64 data at input byte " + firstIllegal(joined));
        }
    }

    private static int firstIllegal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7f || (!Character.isLetterOrDigit(c) && c != '-' && c != '_')) {
                return i;
            }
        }
        return text.length();
    }
}
