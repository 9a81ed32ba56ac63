package dev.evenkeel.alertrouter.template.function;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

import dev.evenkeel.alertrouter.template.format.GoPrint;
import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/** The functions that every template of Go's has. */
final class Predefined {

    private Predefined() {}

    static Map<String, TemplateFunction> functions() {
        var functions = new LinkedHashMap<String, TemplateFunction>();
        addLogic(functions);
        addCollections(functions);
        addPrinting(functions);
        functions.put(
                "call",
                TemplateFunction.variadic(
                        (arguments, meter) -> {
                            Value called = arguments.getFirst();
                            throw new FunctionException(
                                    called.isNothing() ? "call of nil" : "non-function of type " + called.type());
                        },
                        GoType.REFLECTED,
                        GoType.REFLECTED));
        return functions;
    }

    private static void addLogic(Map<String, TemplateFunction> functions) {
        functions.put("and", new TemplateFunction.ShortCircuit(false));
        functions.put("or", new TemplateFunction.ShortCircuit(true));
        functions.put(
                "not",
                TemplateFunction.of(
                        (arguments, meter) -> Value.bool(!arguments.getFirst().isTrue()), GoType.REFLECTED));
        functions.put(
                "eq",
                TemplateFunction.variadic(
                        (arguments, meter) -> Value.bool(Comparison.equalsAny(arguments, meter)),
                        GoType.REFLECTED,
                        GoType.REFLECTED));
        functions.put(
                "ne",
                TemplateFunction.of(
                        (arguments, meter) -> Value.bool(!Comparison.equalsAny(arguments, meter)),
                        GoType.REFLECTED,
                        GoType.REFLECTED));
        functions.put("lt", ordering(order -> order < 0));
        functions.put("le", ordering(order -> order <= 0));
        functions.put("gt", ordering(order -> order > 0));
        functions.put("ge", ordering(order -> order >= 0));
    }

    private static TemplateFunction ordering(IntPredicate accepted) {
        return TemplateFunction.of(
                (arguments, meter) ->
                        Value.bool(accepted.test(Comparison.compare(arguments.get(0), arguments.get(1), meter))),
                GoType.REFLECTED,
                GoType.REFLECTED);
    }

    private static void addCollections(Map<String, TemplateFunction> functions) {
        functions.put(
                "len",
                TemplateFunction.of(
                        (arguments, meter) -> Indexing.length(arguments.getFirst(), meter), GoType.REFLECTED));
        functions.put("index", TemplateFunction.variadic(Indexing::index, GoType.REFLECTED, GoType.REFLECTED));
        functions.put("slice", TemplateFunction.variadic(Indexing::slice, GoType.REFLECTED, GoType.REFLECTED));
    }

    private static void addPrinting(Map<String, TemplateFunction> functions) {
        functions.put(
                "print",
                TemplateFunction.variadic(
                        (arguments, meter) -> Value.text(GoPrint.sprint(arguments, meter)), GoType.ANY));
        functions.put(
                "println",
                TemplateFunction.variadic(
                        (arguments, meter) -> Value.text(GoPrint.sprintln(arguments, meter)), GoType.ANY));
        functions.put(
                "printf",
                TemplateFunction.variadic(
                        (arguments, meter) -> {
                            List<Value> values = arguments.subList(1, arguments.size());
                            return Value.text(
                                    GoPrint.sprintf(TemplateFunction.text(arguments.getFirst()), values, meter));
                        },
                        GoType.STRING,
                        GoType.ANY));
        functions.put(
                "html",
                TemplateFunction.variadic(
                        (arguments, meter) -> Value.text(meter.made(Escapes.html(Escapes.joined(arguments, meter)))),
                        GoType.ANY));
        functions.put(
                "js",
                TemplateFunction.variadic(
                        (arguments, meter) ->
                                Value.text(meter.made(Escapes.javaScript(Escapes.joined(arguments, meter)))),
                        GoType.ANY));
        functions.put(
                "urlquery",
                TemplateFunction.variadic(
                        (arguments, meter) -> Value.text(meter.made(Escapes.query(Escapes.joined(arguments, meter)))),
                        GoType.ANY));
    }
}
