package dev.evenkeel.alertrouter.template.function;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.alertrouter.template.value.Value;

/** All functions that templates of a kind can call, and the methods of the values. */
public final class FunctionSet {

    private final Map<String, TemplateFunction> functions;
    private final Clock clock;

    private FunctionSet(Map<String, TemplateFunction> functions, Clock clock) {
        this.functions = Map.copyOf(functions);
        this.clock = clock;
    }

    /**
     * Go's predefined functions and Alertmanager's.
     *
     * @param clock its zone is what Go calls local
     */
    public static FunctionSet ofAlertmanager(Clock clock) {
        var functions = new LinkedHashMap<>(Predefined.functions());
        functions.putAll(TextFunctions.functions());
        functions.putAll(TimeFunctions.functions(clock));
        functions.putAll(CollectionFunctions.functions());
        return new FunctionSet(functions, clock);
    }

    /** These functions and more of them. */
    public FunctionSet with(Map<String, TemplateFunction> more) {
        var all = new LinkedHashMap<>(functions);
        all.putAll(more);
        return new FunctionSet(all, clock);
    }

    public boolean contains(String name) {
        return functions.containsKey(name);
    }

    public Optional<TemplateFunction> find(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    /** The method of that name that a value has, for arguments without the value itself. */
    public Optional<TemplateFunction> method(Value receiver, String name) {
        return switch (receiver) {
            case Value.Time time -> TimeMethods.find(time, name, clock.getZone());
            case Value.Location location -> TimeMethods.find(location, name);
            case Value.Int number -> DurationMethods.find(number, name);
            case Value.Slice slice -> CollectionMethods.find(slice, name);
            case Value.Mapping mapping -> CollectionMethods.find(mapping, name);
            case Value.None _, Value.Nil _, Value.Bool _, Value.Decimal _, Value.Text _, Value.Struct _ ->
                Optional.empty();
        };
    }
}
