package dev.evenkeel.slo.burn;

import java.time.Instant;
import java.util.UUID;

import io.vertx.core.json.JsonObject;

import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.events.CloudEvent;

/** What the service tells of burning budgets; {@code docs/events.md} has the fields. */
final class BurnEventJson {

    private static final String SOURCE = "/evenkeel/slo-service";
    private static final String STARTED = "dev.evenkeel.slo.burn.started.v1";
    private static final String ENDED = "dev.evenkeel.slo.burn.ended.v1";
    private static final String EXHAUSTED = "dev.evenkeel.slo.budget.exhausted.v1";

    private BurnEventJson() {}

    /** The subject names objective and policy, since the policies of one objective begin and end each by itself. */
    static CloudEvent burn(SloStanding standing, BurnPolicy policy, boolean fires, BurnState state) {
        JsonObject data = objective(standing)
                .put("policy", policy.name())
                .put("severity", policy.severity())
                .put("threshold", policy.threshold())
                .put("burnRate", standing.burnRate(policy.shortWindow()))
                .put("longWindow", PrometheusDuration.format(policy.longWindow()))
                .put("shortWindow", PrometheusDuration.format(policy.shortWindow()))
                .put("since", state.since().toString());
        return event(fires ? STARTED : ENDED, standing.slo().name() + "/" + policy.name(), standing.at(), data);
    }

    static CloudEvent exhausted(SloStanding standing) {
        return event(EXHAUSTED, standing.slo().name(), standing.at(), objective(standing));
    }

    private static JsonObject objective(SloStanding standing) {
        return new JsonObject()
                .put("slo", standing.slo().name())
                .put("displayName", standing.slo().displayName())
                .put("sloService", standing.slo().service())
                .put("target", standing.slo().target())
                .put("budgetRemaining", standing.budget().remaining());
    }

    private static CloudEvent event(String type, String subject, Instant at, JsonObject data) {
        return new CloudEvent(UUID.randomUUID().toString(), SOURCE, type, subject, at, data.encode());
    }
}
