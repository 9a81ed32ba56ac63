package dev.evenkeel.alertrouter.interaction;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;

/**
 * A button that somebody pressed in Slack.
 *
 * @param userId of whoever pressed it
 * @param userName what they call themselves
 * @param token the value of the button: a link of ours
 * @param button which one, as Slack's {@code action_id}
 * @param answerTo where Slack takes changes of the message; empty if it says so nowhere
 * @param message as it stands; empty if it cannot be seen
 */
record SlackPressJson(
        String userId,
        String userName,
        String token,
        String button,
        Optional<String> answerTo,
        Optional<ObjectNode> message) {

    /**
     * @param form what Slack posts: a form with JSON in its field {@code payload}
     * @return empty if it is some other interaction than a button of ours
     * @throws ProblemException 400 for what is no interaction
     */
    static Optional<SlackPressJson> read(byte[] form) {
        JsonNode payload = CallbackJson.parse(payload(form).getBytes(StandardCharsets.UTF_8));
        JsonNode user = payload.path("user");
        JsonNode action = payload.path("actions").path(0);
        String token = action.path("value").asText("");
        if (token.isEmpty()) {
            return Optional.empty();
        }
        String address = payload.path("response_url").asText("");
        return Optional.of(new SlackPressJson(
                user.path("id").asText(""),
                user.path("username").asText(user.path("name").asText("somebody")),
                token,
                action.path("action_id").asText(""),
                address.isEmpty() ? Optional.empty() : Optional.of(address),
                payload.path("message") instanceof ObjectNode message ? Optional.of(message) : Optional.empty()));
    }

    private static String payload(byte[] form) {
        return Stream.of(new String(form, StandardCharsets.UTF_8).split("&"))
                .filter(field -> field.startsWith("payload="))
                .findFirst()
                .map(field -> decoded(field.substring("payload=".length())))
                .orElseThrow(() -> ProblemException.badRequest("There is no field 'payload' in the form"));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.badRequest("The form has an escape that is none"), e);
        }
    }
}
