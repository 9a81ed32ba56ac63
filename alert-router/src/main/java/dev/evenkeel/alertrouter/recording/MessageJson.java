package dev.evenkeel.alertrouter.recording;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import dev.evenkeel.alertrouter.recording.Message.Field;

/**
 * Messages in the JSON of Protocol Buffers, on one line without spaces: numbers of 64 bits are texts, moments are RFC 3339.
 *
 * <p>Source: <a href="https://protobuf.dev/programming-guides/json/">ProtoJSON format</a>.
 */
final class MessageJson {

    private final StringBuilder json = new StringBuilder(512);

    private MessageJson() {}

    static String write(Message message) {
        var writer = new MessageJson();
        writer.message(message);
        return writer.json.toString();
    }

    private void message(Message message) {
        char before = '{';
        for (Field field : message.fields()) {
            json.append(before).append('"').append(field.name()).append("\":");
            value(field);
            before = ',';
        }
        json.append(before == '{' ? "{}" : "}");
    }

    private void value(Field field) {
        switch (field) {
            case Message.Text text -> text(text.value());
            case Message.Whole whole -> whole(whole.value());
            case Message.Truth _ -> json.append(true);
            case Message.Choice choice -> text(choice.constant());
            case Message.Moment moment -> text(moment.value().toString());
            case Message.Span span -> text(seconds(span.value()));
            case Message.Part part -> message(part.value());
            case Message.Parts parts -> all(parts.values(), this::message);
            case Message.Texts texts -> all(texts.values(), this::text);
            case Message.Wholes wholes -> all(wholes.values(), this::whole);
        }
    }

    private <T> void all(List<T> values, Consumer<T> each) {
        char before = '[';
        for (T value : values) {
            json.append(before);
            each.accept(value);
            before = ',';
        }
        json.append(']');
    }

    private void whole(long value) {
        json.append('"').append(Long.toUnsignedString(value)).append('"');
    }

    /** With no, three, six or nine digits behind the point, as they are needed. */
    private static String seconds(Duration span) {
        int nanos = span.toNanosPart();
        String digits = "%09d".formatted(nanos);
        String fraction =
                nanos == 0 ? "" : "." + digits.substring(0, nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9);
        return span.toSeconds() + fraction + "s";
    }

    private void text(String value) {
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            character(value, i);
        }
        json.append('"');
    }

    private void character(String text, int at) {
        char c = text.charAt(at);
        switch (c) {
            case '"', '\\' -> json.append('\\').append(c);
            case '\b' -> json.append("\\b");
            case '\f' -> json.append("\\f");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default -> {
                if (c < ' ') {
                    json.append("\\u%04x".formatted((int) c));
                } else {
                    json.append(isHalf(text, at) ? '\uFFFD' : c);
                }
            }
        }
    }

    /** Half of a character beyond 16 bits, which UTF-8 cannot express. */
    private static boolean isHalf(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
