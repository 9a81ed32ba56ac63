package dev.evenkeel.alertrouter.template.function;

import java.util.Arrays;
import java.util.List;

import dev.evenkeel.alertrouter.template.limits.Meter;
import dev.evenkeel.alertrouter.template.value.GoText;
import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/** Go's {@code index}, {@code slice} and {@code len}; strings are counted in bytes. */
final class Indexing {

    private Indexing() {}

    static Value index(List<Value> arguments, Meter meter) {
        Value item = arguments.getFirst();
        if (item.isNothing()) {
            throw new FunctionException("index of untyped nil");
        }
        for (Value index : arguments.subList(1, arguments.size())) {
            item = element(item, index, meter);
        }
        return item;
    }

    private static Value element(Value item, Value index, Meter meter) {
        return switch (item) {
            case Value.Slice slice -> {
                int at = position(index, slice.elements().size());
                if (at == slice.elements().size()) {
                    throw new FunctionException("reflect: slice index out of range");
                }
                yield slice.elements().get(at);
            }
            case Value.Text text -> {
                meter.work(text.text().length());
                byte[] bytes = GoText.bytes(text.text());
                int at = position(index, bytes.length);
                if (at == bytes.length) {
                    throw new FunctionException("reflect: string index out of range");
                }
                yield new Value.Int(bytes[at] & 0xff, GoType.BYTE);
            }
            case Value.Mapping mapping -> entry(mapping, index);
            case Value.None _, Value.Nil _ -> throw new FunctionException("index of nil pointer");
            default ->
                throw new FunctionException(
                        "can't index item of type " + item.type().behindPointer());
        };
    }

    private static Value entry(Value.Mapping mapping, Value key) {
        if (key.isNothing()) {
            throw new FunctionException("value is nil; should be of type string");
        }
        if (!GoType.STRING.equals(key.type())) {
            throw new FunctionException("value has type " + key.type() + "; should be string");
        }
        Value found = mapping.entries().get(TemplateFunction.text(key));
        return found == null ? mapping.type().element().zero() : found;
    }

    private static int position(Value index, int end) {
        if (index.isNothing()) {
            throw new FunctionException("cannot index slice/array with nil");
        }
        if (!(index instanceof Value.Int number)) {
            throw new FunctionException("cannot index slice/array with type " + index.type());
        }
        if (number.value() < 0 || number.value() > end) {
            throw new FunctionException("index out of range: " + number.value());
        }
        return (int) number.value();
    }

    static Value slice(List<Value> arguments, Meter meter) {
        Value item = arguments.getFirst();
        List<Value> indexes = arguments.subList(1, arguments.size());
        if (item.isNothing()) {
            throw new FunctionException("slice of untyped nil");
        }
        if (indexes.size() > 3) {
            throw new FunctionException("too many slice indexes: " + indexes.size());
        }
        return switch (item) {
            case Value.Text text -> {
                if (indexes.size() == 3) {
                    throw new FunctionException("cannot 3-index slice a string");
                }
                meter.work(text.text().length());
                byte[] bytes = GoText.bytes(text.text());
                int[] range = range(indexes, bytes.length);
                String part = GoText.text(Arrays.copyOfRange(bytes, range[0], range[1]));
                yield new Value.Text(meter.made(part), text.type());
            }
            case Value.Slice slice -> {
                meter.work(slice.elements().size() * 20L);
                int[] range = range(indexes, slice.elements().size());
                yield new Value.Slice(List.copyOf(slice.elements().subList(range[0], range[1])), slice.type());
            }
            default -> throw new FunctionException("can't slice item of type " + item.type());
        };
    }

    /** From where to where; a third index only has to be in order, since nothing can grow here. */
    private static int[] range(List<Value> indexes, int length) {
        int[] range = {0, length, length};
        for (int i = 0; i < indexes.size(); i++) {
            range[i] = position(indexes.get(i), length);
        }
        if (range[0] > range[1]) {
            throw new FunctionException("invalid slice index: " + range[0] + " > " + range[1]);
        }
        if (indexes.size() == 3 && range[1] > range[2]) {
            throw new FunctionException("invalid slice index: " + range[1] + " > " + range[2]);
        }
        return range;
    }

    static Value length(Value item, Meter meter) {
        return Value.integer(
                switch (item) {
                    case Value.Text text -> {
                        meter.work(text.text().length());
                        yield GoText.length(text.text());
                    }
                    case Value.Slice slice -> slice.elements().size();
                    case Value.Mapping mapping -> mapping.entries().size();
                    case Value.None _, Value.Nil _ ->
                        throw new FunctionException("reflect: call of reflect.Value.Type on zero Value");
                    default ->
                        throw new FunctionException("len of type " + item.type().behindPointer());
                });
    }
}
