package dev.evenkeel.alertrouter.recording;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import dev.evenkeel.alertrouter.recording.Message.Field;

/**
 * Messages in the binary encoding of Protocol Buffers.
 *
 * <p>Source: <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>.
 */
final class MessageBytes {

    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

    private MessageBytes() {}

    static byte[] write(Message message) {
        var writer = new MessageBytes();
        message.fields().forEach(writer::field);
        return writer.bytes.toByteArray();
    }

    private void field(Field field) {
        int number = field.number();
        switch (field) {
            case Message.Text text -> delimited(number, text.value().getBytes(StandardCharsets.UTF_8));
            case Message.Whole whole -> varint(number, whole.value());
            case Message.Truth _ -> varint(number, 1);
            case Message.Choice choice -> varint(number, choice.value());
            case Message.Moment moment -> delimited(number, moment(moment.value()));
            case Message.Span span -> delimited(number, span(span.value()));
            case Message.Part part -> delimited(number, write(part.value()));
            case Message.Parts parts -> parts.values().forEach(each -> delimited(number, write(each)));
            case Message.Texts texts ->
                texts.values().forEach(each -> delimited(number, each.getBytes(StandardCharsets.UTF_8)));
            case Message.Wholes wholes -> {
                var packed = new MessageBytes();
                wholes.values().forEach(packed::varint);
                delimited(number, packed.bytes.toByteArray());
            }
        }
    }

    private static byte[] moment(Instant moment) {
        return secondsAndNanos(moment.getEpochSecond(), moment.getNano());
    }

    private static byte[] span(Duration span) {
        return secondsAndNanos(span.toSeconds(), span.toNanosPart());
    }

    private static byte[] secondsAndNanos(long seconds, int nanos) {
        return write(new Message().whole(1, "seconds", seconds).whole(2, "nanos", nanos));
    }

    private void varint(int number, long value) {
        varint((long) number << 3 | VARINT);
        varint(value);
    }

    private void delimited(int number, byte[] value) {
        varint((long) number << 3 | LENGTH_DELIMITED);
        varint(value.length);
        bytes.writeBytes(value);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~(long) SEVEN_BITS) != 0) {
            bytes.write((int) (rest & SEVEN_BITS) | MORE);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
