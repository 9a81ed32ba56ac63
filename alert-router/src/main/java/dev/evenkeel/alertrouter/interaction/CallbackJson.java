package dev.evenkeel.alertrouter.interaction;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;

/** Reads call-backs, whose forms are others' and have fields that we do not know. */
final class CallbackJson {

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(100).build())
                    .build())
            .build();

    private CallbackJson() {}

    /**
     * Something that happened to an incident of PagerDuty; absent fields are empty.
     *
     * @param id the same whenever it is told
     * @param type such as {@code incident.acknowledged}
     * @param dedupKey of the events that it was made of: SHA-256 of the group's key, as Alertmanager has it
     * @param occurredAt when it happened, which may be long before it is told
     * @param agent who did it
     * @param agentType what that is, such as {@code user_reference}
     */
    record Happened(String id, String type, String dedupKey, String occurredAt, String agent, String agentType) {

        /** Whether it is what we did, come back: we resolve there what has ended here, and are an integration to them. */
        boolean isEcho() {
            return type.equals("incident.resolved") && agentType.endsWith("inbound_integration_reference");
        }
    }

    static Happened pagerDuty(byte[] body) {
        JsonNode event = parse(body).path("event");
        JsonNode agent = event.path("agent");
        return new Happened(
                event.path("id").asText(""),
                event.path("event_type").asText(""),
                event.path("data").path("incident_key").asText(""),
                event.path("occurred_at").asText(""),
                agent.path("summary").asText("somebody"),
                agent.path("type").asText(""));
    }

    /** What a program asks for; absent fields are empty. */
    record Asked(String action, String incident, String groupKey, String by, String text) {}

    static Asked webhook(byte[] body) {
        JsonNode root = parse(body);
        return new Asked(
                root.path("action").asText(""),
                root.path("incident").asText(""),
                root.path("groupKey").asText(""),
                root.path("by").asText("somebody"),
                root.path("text").asText(""));
    }

    /** @throws ProblemException 400 for anything but a JSON object */
    static JsonNode parse(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.badRequest("The body is not JSON"), e);
        }
        throw ProblemException.badRequest("The body is no JSON object");
    }
}
