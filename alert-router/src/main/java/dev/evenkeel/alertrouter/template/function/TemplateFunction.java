package dev.evenkeel.alertrouter.template.function;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

import dev.evenkeel.alertrouter.template.limits.Meter;
import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/** Something that a template can call. */
public sealed interface TemplateFunction {

    List<GoType> parameters();

    /** Whether the last parameter stands for any number of arguments, none too. */
    boolean isVariadic();

    /** What a function does with arguments that suit its parameters. */
    @FunctionalInterface
    interface Body {

        /** @throws FunctionException if it cannot */
        Value call(List<Value> arguments, Meter meter);
    }

    /** A function of the values of its arguments. */
    record Eager(List<GoType> parameters, boolean isVariadic, Body body) implements TemplateFunction {
        public Eager {
            parameters = List.copyOf(parameters);
            Objects.requireNonNull(body);
        }
    }

    /**
     * {@code and} and {@code or}, which evaluate their arguments one by one until one of them decides.
     *
     * @param decides the truth of an argument that ends the search
     */
    record ShortCircuit(boolean decides) implements TemplateFunction {
        @Override
        public List<GoType> parameters() {
            return List.of(GoType.REFLECTED, GoType.REFLECTED);
        }

        @Override
        public boolean isVariadic() {
            return true;
        }
    }

    /**
     * A method that Go has and a template cannot call, since it gives several values.
     *
     * @param results how many
     */
    record Uncallable(int results) implements TemplateFunction {
        @Override
        public List<GoType> parameters() {
            return List.of();
        }

        @Override
        public boolean isVariadic() {
            return false;
        }
    }

    static TemplateFunction of(Body body, GoType... parameters) {
        return new Eager(List.of(parameters), false, body);
    }

    /** One whose last parameter is variadic. */
    static TemplateFunction variadic(Body body, GoType... parameters) {
        return new Eager(List.of(parameters), true, body);
    }

    /** One from a text to a text. */
    static TemplateFunction ofText(UnaryOperator<String> body) {
        return of((arguments, meter) -> Value.text(body.apply(text(arguments.getFirst()))), GoType.STRING);
    }

    static String text(Value value) {
        return ((Value.Text) value).text();
    }
}
