package dev.evenkeel.alertrouter.template.function;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.alertrouter.template.value.Value;

/** All functions that templates of a kind can call, and the methods of the values. */
public final class FunctionSet {

    private final Map<String, TemplateFunction> functions;
    /** Where to look for what is not among them; the same for every text, and large. */
    private final Optional<FunctionSet> others;

    private final Clock clock;

    private FunctionSet(Map<String, TemplateFunction> functions, Optional<FunctionSet> others, Clock clock) {
        this.functions = Map.copyOf(functions);
        this.others = others;
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
        return new FunctionSet(functions, Optional.empty(), clock);
    }

    /** These functions and more of them, which go before those of the same name. */
    public FunctionSet with(Map<String, TemplateFunction> more) {
        return new FunctionSet(more, Optional.of(this), clock);
    }

    public boolean contains(String name) {
        return find(name).isPresent();
    }

    public Optional<TemplateFunction> find(String name) {
        TemplateFunction function = functions.get(name);
        return function == null ? others.flatMap(set -> set.find(name)) : Optional.of(function);
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
