package dev.evenkeel.alertrouter.interaction;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

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
     * A button that somebody pressed in Slack.
     *
     * @param token the value of the button
     */
    record Pressed(String user, String userId, String token) {}

    /** @return empty if it is some other interaction than a button of ours */
    static Optional<Pressed> slack(byte[] body) {
        String payload = Stream.of(new String(body, StandardCharsets.UTF_8).split("&"))
                .filter(field -> field.startsWith("payload="))
                .findFirst()
                .map(field -> decoded(field.substring("payload=".length())))
                .orElseThrow(() -> ProblemException.badRequest("There is no field 'payload' in the form"));
        JsonNode root = parse(payload.getBytes(StandardCharsets.UTF_8));
        JsonNode user = root.path("user");
        String name = user.path("username").asText(user.path("name").asText("somebody"));
        String token = root.path("actions").path(0).path("value").asText("");
        return token.isEmpty()
                ? Optional.empty()
                : Optional.of(new Pressed(name, user.path("id").asText(""), token));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.badRequest("The form has an escape that is none"), e);
        }
    }

    /**
     * Something that happened to an incident of PagerDuty.
     *
     * @param type such as {@code incident.acknowledged}
     * @param dedupKey of the events that it was made of: SHA-256 of the group's key, as Alertmanager has it
     */
    record Happened(String type, String dedupKey, String agent) {}

    static Happened pagerDuty(byte[] body) {
        JsonNode event = parse(body).path("event");
        return new Happened(
                event.path("event_type").asText(""),
                event.path("data").path("incident_key").asText(""),
                event.path("agent").path("summary").asText("somebody"));
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

    private static JsonNode parse(byte[] body) {
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
