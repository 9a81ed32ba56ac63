package dev.evenkeel.capacity.saturation;

import java.util.UUID;

import io.vertx.core.json.JsonObject;

import dev.evenkeel.capacity.resource.Resource;
import dev.evenkeel.capacity.sampling.UsageSample;
import dev.evenkeel.platform.events.CloudEvent;

/** What the service tells of resources that run out; {@code docs/events.md} has the fields. */
final class SaturationEventJson {

    private static final String SOURCE = "/evenkeel/capacity-planner";
    private static final String PREDICTED = "dev.evenkeel.capacity.saturation.predicted.v1";
    private static final String CLEARED = "dev.evenkeel.capacity.saturation.cleared.v1";

    private SaturationEventJson() {}

    /** @param standing with a sample, without which no state changes */
    static CloudEvent of(ResourceStanding standing, boolean threatens) {
        Resource resource = standing.resource();
        UsageSample newest = standing.newest().orElseThrow();
        JsonObject data = new JsonObject()
                .put("resource", resource.name())
                .put("displayName", resource.displayName())
                .put("unit", resource.unit())
                .put("limit", newest.limit())
                .put("threshold", resource.saturation() * newest.limit())
                .put("current", newest.usage())
                .put("since", standing.state().since().toString());
        putUnlessEmpty(data, "resourceService", resource.service());
        putUnlessEmpty(data, "description", resource.description());
        putUnlessEmpty(data, "runbook", resource.runbook());
        putUnlessEmpty(data, "method", standing.outlook().method());
        if (threatens) {
            data.put("saturated", standing.state().phase() == Phase.SATURATED);
            if (standing.outlook().hasForecast()) {
                data.put("confidence", Outlook.COVERAGE);
            }
            standing.dates().expected().ifPresent(at -> data.put("expectedAt", at.toString()));
            standing.dates().earliest().ifPresent(at -> data.put("earliestAt", at.toString()));
            standing.dates().latest().ifPresent(at -> data.put("latestAt", at.toString()));
        }
        return new CloudEvent(
                UUID.randomUUID().toString(),
                SOURCE,
                threatens ? PREDICTED : CLEARED,
                resource.name(),
                standing.at(),
                data.encode());
    }

    private static void putUnlessEmpty(JsonObject data, String field, String value) {
        if (!value.isEmpty()) {
            data.put(field, value);
        }
    }
}
