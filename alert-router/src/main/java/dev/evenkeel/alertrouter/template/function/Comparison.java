package dev.evenkeel.alertrouter.template.function;

import java.util.List;

import dev.evenkeel.alertrouter.template.format.GoPrint;
import dev.evenkeel.alertrouter.template.limits.Meter;
import dev.evenkeel.alertrouter.template.value.GoText;
import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.GoType.Kind;
import dev.evenkeel.alertrouter.template.value.Value;

/** Go's {@code eq}, {@code lt} and their kin, which compare what is of one kind and refuse everything else. */
final class Comparison {

    private static final String INCOMPATIBLE = "incompatible types for comparison";
    private static final String INVALID = "invalid type for comparison";

    private Comparison() {}

    /** Whether the first argument equals one of the others. */
    static boolean equalsAny(List<Value> arguments, Meter meter) {
        if (arguments.size() < 2) {
            throw new FunctionException("missing argument for comparison");
        }
        Value first = arguments.getFirst();
        for (Value other : arguments.subList(1, arguments.size())) {
            if (equal(first, other, meter)) {
                return true;
            }
        }
        return false;
    }

    static boolean equal(Value one, Value other, Meter meter) {
        if (one.isNothing() || other.isNothing()) {
            return one.isNothing() && other.isNothing();
        }
        if (isBasic(one) || isBasic(other)) {
            if (basicKind(one) != basicKind(other)) {
                throw new FunctionException(INCOMPATIBLE);
            }
            return compareBasic(one, other, meter) == 0;
        }
        refuseUncomparable(one, meter);
        refuseUncomparable(other, meter);
        return one.equals(other);
    }

    private static void refuseUncomparable(Value value, Meter meter) {
        if (!isComparable(value.type())) {
            throw new FunctionException("non-comparable type " + GoPrint.text(value, meter) + ": " + value.type());
        }
    }

    /** Lists and maps, and structs that hold any, have no equality in Go. */
    private static boolean isComparable(GoType type) {
        return switch (type.kind()) {
            case STRUCT -> !type.equals(GoType.ALERT) && !type.equals(GoType.DATA);
            case SLICE, MAP -> false;
            case BOOL, INT, UINT, FLOAT, STRING, POINTER, INTERFACE -> true;
        };
    }

    /** Less than, equal to or greater than zero. */
    static int compare(Value one, Value other, Meter meter) {
        if (!isBasic(one) || !isBasic(other)) {
            throw new FunctionException(INVALID);
        }
        if (basicKind(one) != basicKind(other)) {
            throw new FunctionException(INCOMPATIBLE);
        }
        if (one instanceof Value.Bool) {
            throw new FunctionException(INVALID);
        }
        return compareBasic(one, other, meter);
    }

    private static int compareBasic(Value one, Value other, Meter meter) {
        if (one instanceof Value.Text text) {
            String otherText = TemplateFunction.text(other);
            meter.work((long) text.text().length() + otherText.length());
            return GoText.BY_BYTES.compare(text.text(), otherText);
        }
        return switch (one) {
            case Value.Bool bool -> Boolean.compare(bool.value(), ((Value.Bool) other).value());
            case Value.Decimal number -> compare(number.value(), ((Value.Decimal) other).value());
            case Value.Int number -> Long.compare(number.value(), ((Value.Int) other).value());
            default -> throw new FunctionException(INVALID);
        };
    }

    /** Zero has one value here, whatever its sign. */
    private static int compare(double one, double other) {
        return one == other ? 0 : Double.compare(one, other);
    }

    private static boolean isBasic(Value value) {
        return switch (value) {
            case Value.Bool _, Value.Int _, Value.Decimal _, Value.Text _ -> true;
            default -> false;
        };
    }

    private static Kind basicKind(Value value) {
        Kind kind = value.type().kind();
        return kind == Kind.UINT ? Kind.INT : kind;
    }
}
