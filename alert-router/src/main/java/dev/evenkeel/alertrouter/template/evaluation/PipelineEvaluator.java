package dev.evenkeel.alertrouter.template.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.evenkeel.alertrouter.template.function.FunctionException;
import dev.evenkeel.alertrouter.template.function.TemplateFunction;
import dev.evenkeel.alertrouter.template.syntax.Node;
import dev.evenkeel.alertrouter.template.syntax.NodePrinter;
import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/** Finds the values of pipelines, commands and operands within one run. */
final class PipelineEvaluator {

    private final TemplateRun run;
    private final Engine engine;
    private final ArgumentCheck check;

    PipelineEvaluator(TemplateRun run, Engine engine) {
        this.run = run;
        this.engine = engine;
        this.check = new ArgumentCheck(run);
    }

    Value evaluate(Node.Pipeline pipeline, Value dot) {
        run.at(pipeline);
        Optional<Value> last = Optional.empty();
        for (Node.Command command : pipeline.commands()) {
            Value value = command(command, dot, last);
            // an interface that holds nothing is nothing from here on
            last = Optional.of(value instanceof Value.Nil ? Value.none() : value);
        }
        Value value = last.orElse(Value.none());
        for (String name : pipeline.variables()) {
            if (!pipeline.assigns()) {
                run.variables().declare(name, value);
            } else if (!run.variables().assign(name, value)) {
                throw run.error("undefined variable: " + name);
            }
        }
        return value;
    }

    /** @param last the result of the command before, if there is one */
    private Value command(Node.Command command, Value dot, Optional<Value> last) {
        engine.meter().step();
        List<Node.Operand> arguments =
                command.operands().subList(1, command.operands().size());
        switch (command.first()) {
            case Node.Field field -> {
                return field(field, dot, arguments, last);
            }
            case Node.Chain chain -> {
                return chain(chain, dot, arguments, last);
            }
            case Node.Variable variable -> {
                return variable(variable, dot, arguments, last);
            }
            case Node.Identifier identifier -> {
                return function(identifier, command, dot, arguments, last);
            }
            case Node.Pipeline nested -> {
                refuseArguments(nested, arguments, last);
                return evaluate(nested, dot);
            }
            case Node.Dot _, Node.Nil _, Node.Bool _, Node.NumberLiteral _, Node.Literal _ -> run.at(command.first());
        }
        refuseArguments(command.first(), arguments, last);
        if (command.first() instanceof Node.Nil) {
            throw run.error("nil is not a command");
        }
        return check.constant(command.first(), dot);
    }

    private void refuseArguments(Node first, List<Node.Operand> arguments, Optional<Value> last) {
        if (!arguments.isEmpty() || last.isPresent()) {
            throw run.error("can't give argument to non-function " + NodePrinter.print(first));
        }
    }

    private Value field(Node.Field field, Value dot, List<Node.Operand> arguments, Optional<Value> last) {
        run.at(field);
        return fields(field, field.names(), dot, dot, arguments, last);
    }

    private Value variable(Node.Variable variable, Value dot, List<Node.Operand> arguments, Optional<Value> last) {
        run.at(variable);
        Value value = run.variables().get(variable.name());
        if (value == null) {
            throw run.error("undefined variable: " + variable.name());
        }
        if (variable.fields().isEmpty()) {
            refuseArguments(variable, arguments, last);
            return value;
        }
        return fields(variable, variable.fields(), value, dot, arguments, last);
    }

    private Value chain(Node.Chain chain, Value dot, List<Node.Operand> arguments, Optional<Value> last) {
        run.at(chain);
        Value of = operand(chain.of(), dot);
        return fields(chain, chain.fields(), of, dot, arguments, last);
    }

    /** The value of something that stands in parentheses or before a dot. */
    private Value operand(Node.Operand operand, Value dot) {
        return switch (operand) {
            case Node.Pipeline nested -> evaluate(nested, dot);
            case Node.Identifier identifier -> function(identifier, identifier, dot, List.of(), Optional.empty());
            case Node.Field field -> field(field, dot, List.of(), Optional.empty());
            case Node.Variable variable -> variable(variable, dot, List.of(), Optional.empty());
            case Node.Chain chain -> chain(chain, dot, List.of(), Optional.empty());
            case Node.Dot _, Node.Nil _, Node.Bool _, Node.NumberLiteral _, Node.Literal _ ->
                check.constant(operand, dot);
        };
    }

    private Value fields(
            Node node, List<String> names, Value start, Value dot, List<Node.Operand> arguments, Optional<Value> last) {
        Value value = start;
        GoType declared = start.type();
        for (int i = 0; i < names.size(); i++) {
            boolean isLast = i == names.size() - 1;
            Value next = field(
                    node,
                    names.get(i),
                    value,
                    declared,
                    dot,
                    isLast ? arguments : List.of(),
                    isLast ? last : Optional.empty());
            // what is taken out of a map of anything is declared as anything
            declared = value.type().equals(GoType.ANY_MAP) ? GoType.ANY : next.type();
            value = next;
        }
        return value;
    }

    private Value field(
            Node node,
            String name,
            Value receiver,
            GoType declared,
            Value dot,
            List<Node.Operand> arguments,
            Optional<Value> last) {
        engine.meter().step();
        if (receiver instanceof Value.None) {
            return Value.none();
        }
        if (receiver instanceof Value.Nil) {
            throw run.error("nil pointer evaluating " + declared + "." + name);
        }
        Optional<TemplateFunction> method = engine.functions().method(receiver, name);
        if (method.isPresent()) {
            return call(method.get(), node, name, dot, arguments, last);
        }
        boolean hasArguments = !arguments.isEmpty() || last.isPresent();
        if (receiver instanceof Value.Struct struct && struct.fields().containsKey(name)) {
            if (hasArguments) {
                throw run.error(name + " has arguments but cannot be invoked as function");
            }
            return struct.fields().get(name);
        }
        if (receiver instanceof Value.Mapping mapping) {
            if (hasArguments) {
                throw run.error(name + " is not a method but has arguments");
            }
            Value found = mapping.entries().get(name);
            // Alertmanager's option missingkey=zero: a label that is not there is an empty text
            return found == null ? mapping.type().element().zero() : found;
        }
        throw run.error("can't evaluate field " + name + " in type " + declared);
    }

    private Value function(
            Node.Identifier identifier, Node node, Value dot, List<Node.Operand> arguments, Optional<Value> last) {
        run.at(identifier);
        TemplateFunction function = engine.functions()
                .find(identifier.name())
                .orElseThrow(() -> run.error("\"" + identifier.name() + "\" is not a defined function"));
        return call(function, node, identifier.name(), dot, arguments, last);
    }

    private Value call(
            TemplateFunction function,
            Node node,
            String name,
            Value dot,
            List<Node.Operand> arguments,
            Optional<Value> last) {
        checkCount(function, name, arguments.size(), last.isPresent());
        if (function instanceof TemplateFunction.ShortCircuit shortCircuit) {
            return decide(shortCircuit, dot, arguments, last);
        }
        if (function instanceof TemplateFunction.Uncallable uncallable) {
            throw run.error("can't call method/function \"%s\" with %d results".formatted(name, uncallable.results()));
        }
        var values = new ArrayList<Value>(arguments.size() + 1);
        for (Node.Operand argument : arguments) {
            values.add(argument(argument, parameter(function, values.size()), dot));
        }
        last.ifPresent(value -> values.add(check.suitable(value, parameter(function, values.size()))));
        try {
            return ((TemplateFunction.Eager) function).body().call(values, engine.meter());
        } catch (FunctionException failed) {
            run.at(node);
            throw run.error("error calling " + name + ": " + failed.getMessage());
        }
    }

    private void checkCount(TemplateFunction function, String name, int written, boolean oneMore) {
        int given = written + (oneMore ? 1 : 0);
        int parameters = function.parameters().size();
        if (function.isVariadic()) {
            if (given < parameters - 1) {
                throw run.error(
                        "wrong number of args for " + name + ": want at least " + (parameters - 1) + " got " + written);
            }
        } else if (given != parameters) {
            throw run.error("wrong number of args for " + name + ": want " + parameters + " got " + given);
        }
    }

    private static GoType parameter(TemplateFunction function, int index) {
        List<GoType> parameters = function.parameters();
        return parameters.get(Math.min(index, parameters.size() - 1));
    }

    private Value decide(
            TemplateFunction.ShortCircuit function, Value dot, List<Node.Operand> arguments, Optional<Value> last) {
        Value value = Value.none();
        for (Node.Operand argument : arguments) {
            value = argument(argument, GoType.REFLECTED, dot);
            if (value.isTrue() == function.decides()) {
                return value;
            }
        }
        return last.orElse(value);
    }

    private Value argument(Node.Operand argument, GoType type, Value dot) {
        engine.meter().step();
        run.at(argument);
        return switch (argument) {
            case Node.Dot _ -> check.suitable(dot, type);
            case Node.Nil _ -> check.nil(type);
            case Node.Field _, Node.Variable _, Node.Pipeline _, Node.Identifier _, Node.Chain _ ->
                check.suitable(operand(argument, dot), type);
            case Node.Bool _, Node.NumberLiteral _, Node.Literal _ -> check.literal(argument, type);
        };
    }
}
