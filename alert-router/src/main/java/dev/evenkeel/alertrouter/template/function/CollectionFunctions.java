package dev.evenkeel.alertrouter.template.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.evenkeel.alertrouter.template.format.GoJson;
import dev.evenkeel.alertrouter.template.limits.Meter;
import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/** Alertmanager's functions that make lists and maps, and {@code toJson}. */
final class CollectionFunctions {

    private CollectionFunctions() {}

    static Map<String, TemplateFunction> functions() {
        var functions = new LinkedHashMap<String, TemplateFunction>();
        functions.put(
                "stringSlice",
                TemplateFunction.variadic(
                        (arguments, meter) -> slice(arguments, GoType.STRING_SLICE, meter), GoType.STRING));
        functions.put(
                "list",
                TemplateFunction.variadic((arguments, meter) -> slice(arguments, GoType.ANY_SLICE, meter), GoType.ANY));
        functions.put("append", TemplateFunction.variadic(CollectionFunctions::append, GoType.ANY_SLICE, GoType.ANY));
        functions.put("dict", TemplateFunction.variadic(CollectionFunctions::dict, GoType.ANY));
        functions.put("toJson", TemplateFunction.of(CollectionFunctions::json, GoType.ANY));
        return functions;
    }

    private static Value slice(List<Value> elements, GoType type, Meter meter) {
        meter.spend(elements.size());
        return new Value.Slice(List.copyOf(elements), type);
    }

    private static Value append(List<Value> arguments, Meter meter) {
        var elements = new ArrayList<>(((Value.Slice) arguments.getFirst()).elements());
        elements.addAll(arguments.subList(1, arguments.size()));
        meter.checkLength(elements.size());
        meter.work(elements.size() * 20L);
        return new Value.Slice(elements, GoType.ANY_SLICE);
    }

    private static Value dict(List<Value> arguments, Meter meter) {
        if (arguments.size() % 2 != 0) {
            throw new FunctionException("dict requires an even number of arguments");
        }
        meter.spend(arguments.size());
        var entries = new LinkedHashMap<String, Value>();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!arguments.get(i).type().equals(GoType.STRING)) {
                throw new FunctionException("dict keys must be strings");
            }
            entries.put(TemplateFunction.text(arguments.get(i)), arguments.get(i + 1));
        }
        return new Value.Mapping(entries, GoType.ANY_MAP);
    }

    private static Value json(List<Value> arguments, Meter meter) {
        try {
            return Value.text(GoJson.write(arguments.getFirst(), meter));
        } catch (IllegalArgumentException unsupported) {
            throw new FunctionException(unsupported.getMessage());
        }
    }
}
