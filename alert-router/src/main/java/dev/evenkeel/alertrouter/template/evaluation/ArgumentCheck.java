package dev.evenkeel.alertrouter.template.evaluation;

import dev.evenkeel.alertrouter.template.syntax.Node;
import dev.evenkeel.alertrouter.template.syntax.NodePrinter;
import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/** Whether a value suits the parameter that it is given to, and what a constant is where nothing is asked for. */
final class ArgumentCheck {

    private final TemplateRun run;

    ArgumentCheck(TemplateRun run) {
        this.run = run;
    }

    /** A value for a parameter; nothing becomes the nil of types that have one. */
    Value suitable(Value value, GoType type) {
        if (value instanceof Value.None) {
            if (type.canBeNil()) {
                return type.zero();
            }
            throw run.error("invalid value; expected " + type);
        }
        if (!type.takes(value.type())) {
            throw run.error("wrong type for value; expected " + type + "; got " + value.type());
        }
        return retyped(value, type);
    }

    /** A value under the name of the type that it was assigned to. */
    private static Value retyped(Value value, GoType type) {
        if (type.kind() == GoType.Kind.INTERFACE || type.equals(value.type())) {
            return value;
        }
        return switch (value) {
            case Value.Slice slice -> new Value.Slice(slice.elements(), type);
            case Value.Mapping mapping -> new Value.Mapping(mapping.entries(), type);
            default -> value;
        };
    }

    Value nil(GoType type) {
        if (!type.canBeNil()) {
            throw run.error("cannot assign nil to " + type);
        }
        return type.zero();
    }

    /** A constant that is written where a parameter of a type is to be given. */
    Value literal(Node.Operand literal, GoType type) {
        String shown = NodePrinter.print(literal);
        return switch (type.kind()) {
            case INTERFACE -> constant(literal, Value.none());
            case BOOL -> {
                if (literal instanceof Node.Bool bool) {
                    yield Value.bool(bool.value());
                }
                throw run.error("expected bool; found " + shown);
            }
            case STRING -> {
                if (literal instanceof Node.Literal text) {
                    yield new Value.Text(text.value(), type);
                }
                throw run.error("expected string; found " + shown);
            }
            case INT, UINT -> {
                if (literal instanceof Node.NumberLiteral number && number.isWhole()) {
                    yield new Value.Int(number.whole(), type);
                }
                throw run.error("expected integer; found " + shown);
            }
            case FLOAT -> {
                if (literal instanceof Node.NumberLiteral number) {
                    yield new Value.Decimal(number.fraction());
                }
                throw run.error("expected float; found " + shown);
            }
            case SLICE, MAP, STRUCT, POINTER -> throw run.error("can't handle " + shown + " for arg of type " + type);
        };
    }

    /** The value of something that needs no evaluation. */
    Value constant(Node.Operand operand, Value dot) {
        return switch (operand) {
            case Node.Dot _ -> dot;
            case Node.Bool bool -> Value.bool(bool.value());
            case Node.Literal literal -> Value.text(literal.value());
            case Node.NumberLiteral number -> number(number);
            default -> throw run.error("can't evaluate command \"" + NodePrinter.print(operand) + "\"");
        };
    }

    private Value number(Node.NumberLiteral number) {
        if (number.isFraction()) {
            return new Value.Decimal(number.fraction());
        }
        if (!number.isWhole()) {
            run.at(number);
            throw run.error(number.written() + " overflows int");
        }
        return Value.integer(number.whole());
    }
}
