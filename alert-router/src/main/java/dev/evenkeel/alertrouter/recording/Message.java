package dev.evenkeel.alertrouter.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A message of Protocol Buffers, version 3, in memory: fields by number and by their name in JSON. What has its default value
 * is not there, as in both encodings; a part without fields of its own is.
 *
 * <p>Source: <a href="https://protobuf.dev/programming-guides/proto3/">Language guide (proto 3)</a>.
 */
final class Message {

    /** A field that has a value. */
    sealed interface Field {

        int number();

        String name();
    }

    record Text(int number, String name, String value) implements Field {}

    /** {@code uint64}, or {@code int64} that is not negative. */
    record Whole(int number, String name, long value) implements Field {}

    /** {@code bool}, and true. */
    record Truth(int number, String name) implements Field {}

    /** A value of an {@code enum}. */
    record Choice(int number, String name, int value, String constant) implements Field {}

    /** {@code google.protobuf.Timestamp}. */
    record Moment(int number, String name, Instant value) implements Field {}

    /** {@code google.protobuf.Duration}. */
    record Span(int number, String name, Duration value) implements Field {}

    record Part(int number, String name, Message value) implements Field {}

    record Parts(int number, String name, List<Message> values) implements Field {}

    record Texts(int number, String name, List<String> values) implements Field {}

    /** {@code repeated uint64}, packed. */
    record Wholes(int number, String name, List<Long> values) implements Field {}

    private final List<Field> fields = new ArrayList<>(8);

    List<Field> fields() {
        return fields;
    }

    Message text(int number, String name, String value) {
        return value.isEmpty() ? this : with(new Text(number, name, value));
    }

    Message whole(int number, String name, long value) {
        return value == 0 ? this : with(new Whole(number, name, value));
    }

    Message truth(int number, String name, boolean value) {
        return value ? with(new Truth(number, name)) : this;
    }

    Message choice(int number, String name, int value, String constant) {
        return value == 0 ? this : with(new Choice(number, name, value, constant));
    }

    Message moment(int number, String name, Instant value) {
        return with(new Moment(number, name, value));
    }

    Message span(int number, String name, Duration value) {
        return with(new Span(number, name, value));
    }

    Message part(int number, String name, Message value) {
        return with(new Part(number, name, value));
    }

    Message parts(int number, String name, List<Message> values) {
        return values.isEmpty() ? this : with(new Parts(number, name, values));
    }

    Message texts(int number, String name, List<String> values) {
        return values.isEmpty() ? this : with(new Texts(number, name, values));
    }

    Message wholes(int number, String name, List<Long> values) {
        return values.isEmpty() ? this : with(new Wholes(number, name, values));
    }

    private Message with(Field field) {
        fields.add(field);
        return this;
    }
}
