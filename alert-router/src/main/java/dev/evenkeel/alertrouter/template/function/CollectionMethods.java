package dev.evenkeel.alertrouter.template.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.evenkeel.alertrouter.template.format.GoStrings;
import dev.evenkeel.alertrouter.template.limits.Meter;
import dev.evenkeel.alertrouter.template.value.GoType;
import dev.evenkeel.alertrouter.template.value.Value;

/** The methods of Alertmanager's lists of alerts, labels and pairs. */
final class CollectionMethods {

    private CollectionMethods() {}

    static Optional<TemplateFunction> find(Value.Slice slice, String name) {
        if (slice.type().equals(GoType.ALERTS)) {
            return ofAlerts(slice, name);
        }
        if (slice.type().equals(GoType.PAIRS)) {
            return ofPairs(slice, name);
        }
        if (slice.type().equals(GoType.STRINGS) && name.equals("Join")) {
            return Optional.of(TemplateFunction.of(
                    (arguments, meter) -> TextFunctions.join(arguments.getFirst(), slice, meter), GoType.STRING));
        }
        return Optional.empty();
    }

    private static Optional<TemplateFunction> ofAlerts(Value.Slice alerts, String name) {
        return switch (name) {
            case "Firing" -> method((arguments, meter) -> inStatus(alerts, "firing", meter));
            case "Resolved" -> method((arguments, meter) -> inStatus(alerts, "resolved", meter));
            default -> Optional.empty();
        };
    }

    private static Value inStatus(Value.Slice alerts, String status, Meter meter) {
        meter.spend(alerts.elements().size());
        List<Value> chosen = alerts.elements().stream()
                .filter(alert -> TemplateFunction.text(
                                ((Value.Struct) alert).fields().get("Status"))
                        .equals(status))
                .toList();
        return new Value.Slice(chosen, GoType.ALERT_SLICE);
    }

    private static Optional<TemplateFunction> ofPairs(Value.Slice pairs, String name) {
        return switch (name) {
            case "Names" -> method((arguments, meter) -> parts(pairs, "Name", meter));
            case "Values" -> method((arguments, meter) -> parts(pairs, "Value", meter));
            case "String" -> method((arguments, meter) -> string(pairs, meter));
            default -> Optional.empty();
        };
    }

    private static Value parts(Value.Slice pairs, String field, Meter meter) {
        meter.spend(pairs.elements().size());
        return new Value.Slice(
                pairs.elements().stream()
                        .map(pair -> ((Value.Struct) pair).fields().get(field))
                        .toList(),
                GoType.STRINGS);
    }

    static Optional<TemplateFunction> find(Value.Mapping mapping, String name) {
        if (!mapping.type().equals(GoType.KV)) {
            return Optional.empty();
        }
        return switch (name) {
            case "SortedPairs" -> method((arguments, meter) -> sortedPairs(mapping, meter));
            case "Names" -> method((arguments, meter) -> parts(sortedPairs(mapping, meter), "Name", meter));
            case "Values" -> method((arguments, meter) -> parts(sortedPairs(mapping, meter), "Value", meter));
            case "String" -> method((arguments, meter) -> string(mapping, meter));
            case "Remove" ->
                Optional.of(TemplateFunction.of(
                        (arguments, meter) -> without(mapping, (Value.Slice) arguments.getFirst(), meter),
                        GoType.STRING_SLICE));
            default -> Optional.empty();
        };
    }

    private static Value.Slice sortedPairs(Value.Mapping labels, Meter meter) {
        meter.spend(labels.entries().size());
        var pairs = new ArrayList<Value>();
        for (String name : GoStrings.sortedNames(labels)) {
            pairs.add(Value.Struct.of(
                    GoType.PAIR, List.of(Value.text(name), labels.entries().get(name))));
        }
        return new Value.Slice(pairs, GoType.PAIRS);
    }

    private static Value without(Value.Mapping labels, Value.Slice names, Meter meter) {
        meter.spend(labels.entries().size() + names.elements().size());
        var removed = names.elements().stream().map(TemplateFunction::text).collect(Collectors.toSet());
        var kept = new LinkedHashMap<>(labels.entries());
        kept.keySet().removeAll(removed);
        return new Value.Mapping(kept, GoType.KV);
    }

    private static Value string(Value value, Meter meter) {
        return Value.text(meter.made(GoStrings.of(value)));
    }

    private static Optional<TemplateFunction> method(TemplateFunction.Body body) {
        return Optional.of(TemplateFunction.of(body));
    }
}
