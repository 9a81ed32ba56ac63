package dev.evenkeel.alertrouter.template.syntax;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.evenkeel.alertrouter.template.format.GoQuoting;

/** Writes a tree as a template that reads as the same tree, in the form in which Go quotes it in its errors. */
public final class NodePrinter {

    private NodePrinter() {}

    public static String print(List<? extends Node> nodes) {
        return nodes.stream().map(NodePrinter::print).collect(Collectors.joining());
    }

    public static String print(Node node) {
        return switch (node) {
            case Node.Text text -> text.text();
            case Node.Action action -> "{{" + print(action.pipeline()) + "}}";
            case Node.Choice choice -> choice(choice);
            case Node.Range range ->
                opening("range", range.pipeline(), range.body()) + otherwise(range.otherwise()) + "{{end}}";
            case Node.Break _ -> "{{break}}";
            case Node.Continue _ -> "{{continue}}";
            case Node.Call call ->
                "{{template " + GoQuoting.quote(call.name())
                        + call.argument().map(argument -> " " + print(argument)).orElse("") + "}}";
            case Node.Command command ->
                command.operands().stream().map(NodePrinter::argument).collect(Collectors.joining(" "));
            case Node.Pipeline pipeline -> pipeline(pipeline);
            case Node.Operand operand -> operand(operand);
        };
    }

    private static String choice(Node.Choice first) {
        List<Node.Choice> chain = first.chain();
        return chain.stream()
                        .map(choice -> opening(choice.word(), choice.pipeline(), choice.body()))
                        .collect(Collectors.joining("{{else}}"))
                + otherwise(chain.getLast().otherwise())
                + "{{end}}".repeat(chain.size());
    }

    private static String opening(String word, Node.Pipeline pipeline, List<Node.Statement> body) {
        return "{{" + word + " " + print(pipeline) + "}}" + print(body);
    }

    private static String otherwise(Optional<List<Node.Statement>> statements) {
        return statements.map(some -> "{{else}}" + print(some)).orElse("");
    }

    private static String pipeline(Node.Pipeline pipeline) {
        String commands = pipeline.commands().stream().map(NodePrinter::print).collect(Collectors.joining(" | "));
        return pipeline.variables().isEmpty()
                ? commands
                : String.join(", ", pipeline.variables()) + (pipeline.assigns() ? " = " : " := ") + commands;
    }

    private static String argument(Node.Operand operand) {
        return operand instanceof Node.Pipeline pipeline ? "(" + pipeline(pipeline) + ")" : print(operand);
    }

    private static String operand(Node.Operand operand) {
        return switch (operand) {
            case Node.Dot _ -> ".";
            case Node.Nil _ -> "nil";
            case Node.Bool bool -> Boolean.toString(bool.value());
            case Node.NumberLiteral number -> number.written();
            case Node.Literal literal -> literal.written();
            case Node.Field field -> fields(field.names());
            case Node.Variable variable -> variable.name() + fields(variable.fields());
            case Node.Chain chain -> argument(chain.of()) + fields(chain.fields());
            case Node.Identifier identifier -> identifier.name();
            case Node.Pipeline pipeline -> pipeline(pipeline);
        };
    }

    private static String fields(List<String> names) {
        return names.stream().map(name -> "." + name).collect(Collectors.joining());
    }
}
