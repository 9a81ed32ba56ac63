package dev.evenkeel.alertrouter.interaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.link.IncidentLinkSource;
import dev.evenkeel.alertrouter.notification.content.JsonFields;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.slack.SlackButtons;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.configuration.PrometheusDuration;

/**
 * Buttons in Slack: a last attachment with one block of them, whose values are links, and below it, once somebody has pressed
 * one, a block that says what was done.
 *
 * <p>Source: Slack, "Block Kit: actions block, context block, button element"; a value has 2000 characters at most, a text in a
 * context block as many.
 */
@ApplicationScoped
class SlackBlocksJson implements SlackButtons {

    private static final String BUTTONS = "evenkeel-buttons";
    private static final String DONE = "evenkeel-done";
    private static final int LONGEST_TEXT = 2000;
    private static final int MOST_LINES = 5;
    private static final String SILENCE = "silence ";
    private static final Comparator<String> ORDER =
            Comparator.comparingInt(SlackBlocksJson::rank).thenComparing(SlackBlocksJson::duration);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final LiveConfiguration<RouterConfig> configuration;

    SlackBlocksJson(LiveConfiguration<RouterConfig> configuration) {
        this.configuration = configuration;
    }

    @Override
    public List<Map<String, Object>> under(NotificationContent content) {
        Optional<SlackApp> app =
                configuration.current().feature(Interactions.class).slack();
        if (!app.map(SlackApp::buttons).orElse(false)) {
            return List.of();
        }
        Map<String, String> links = content.data().actionLinks().asMap();
        if (links.isEmpty()) {
            return List.of();
        }
        List<Object> buttons = new ArrayList<>();
        links.keySet().stream()
                .sorted(ORDER)
                .forEach(action -> buttons.add(button(action, IncidentLinkSource.tokenOf(links.get(action)))));
        Map<String, Object> block = new JsonFields()
                .with("type", "actions")
                .with("block_id", BUTTONS)
                .with("elements", buttons)
                .asMap();
        return List.of(new JsonFields()
                .with("fallback", "")
                .with("blocks", List.of(block))
                .asMap());
    }

    private static int rank(String action) {
        return action.equals("acknowledge") ? 0 : action.startsWith(SILENCE) ? 1 : 2;
    }

    private static Duration duration(String action) {
        return action.startsWith(SILENCE)
                ? PrometheusDuration.parse(action.substring(SILENCE.length()))
                : Duration.ZERO;
    }

    private static Map<String, Object> button(String action, String token) {
        String label = Character.toUpperCase(action.charAt(0)) + action.substring(1);
        var button = new JsonFields()
                .with("type", "button")
                .with("action_id", "evenkeel:" + action)
                .with("text", plain(label))
                .with("value", token);
        if (action.equals("acknowledge")) {
            button.with("style", "primary");
        }
        if (action.equals("resolve")) {
            button.with("style", "danger")
                    .with(
                            "confirm",
                            new JsonFields()
                                    .with("title", plain("Resolve it?"))
                                    .with("text", plain("The incident is closed, whatever its alerts do."))
                                    .with("confirm", plain("Resolve"))
                                    .with("deny", plain("Not yet"))
                                    .asMap());
        }
        return button.asMap();
    }

    private static Map<String, Object> plain(String text) {
        return new JsonFields().with("type", "plain_text").with("text", text).asMap();
    }

    /**
     * The message of which a button was pressed, with what came of it and without what there is to press no more.
     *
     * @return empty if the message is not known, or has no buttons of ours
     */
    static Optional<ObjectNode> changed(SlackPressJson press, String line) {
        return press.message().flatMap(message -> {
            ObjectNode changed = message.deepCopy().retain("text", "blocks", "attachments");
            changed.put("replace_original", true);
            boolean found = false;
            for (JsonNode attachment : changed.path("attachments")) {
                if (attachment.path("blocks") instanceof ArrayNode blocks && hasButtons(blocks)) {
                    change(blocks, press.button(), line);
                    found = true;
                }
            }
            return found ? Optional.of(changed) : Optional.empty();
        });
    }

    private static boolean hasButtons(ArrayNode blocks) {
        return blocks.valueStream().anyMatch(block -> isCalled(block, BUTTONS));
    }

    private static boolean isCalled(JsonNode block, String id) {
        return block.path("block_id").asText("").equals(id);
    }

    private static void change(ArrayNode blocks, String pressed, String line) {
        List<JsonNode> before = blocks.valueStream().toList();
        List<String> lines = new ArrayList<>();
        blocks.removeAll();
        for (JsonNode block : before) {
            if (isCalled(block, BUTTONS)) {
                addRest(blocks, block, pressed);
            } else if (isCalled(block, DONE)) {
                block.path("elements")
                        .forEach(element -> lines.add(element.path("text").asText("")));
            } else {
                blocks.add(block);
            }
        }
        lines.add(escaped(line));
        blocks.add(saying(lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size())));
    }

    /** What is resolved has nothing to press any more; what else was pressed is not pressed again. */
    private static void addRest(ArrayNode blocks, JsonNode buttons, String pressed) {
        if (pressed.equals("evenkeel:resolve") || !(buttons instanceof ObjectNode block)) {
            return;
        }
        ArrayNode rest = JSON.arrayNode();
        for (JsonNode button : block.path("elements")) {
            if (!button.path("action_id").asText("").equals(pressed)) {
                rest.add(button);
            }
        }
        if (!rest.isEmpty()) {
            blocks.add(block.deepCopy().set("elements", rest));
        }
    }

    private static ObjectNode saying(List<String> lines) {
        ArrayNode elements = JSON.arrayNode();
        lines.forEach(
                line -> elements.add(JSON.objectNode().put("type", "mrkdwn").put("text", line)));
        ObjectNode block = JSON.objectNode().put("type", "context").put("block_id", DONE);
        block.set("elements", elements);
        return block;
    }

    /** So that nothing in it is taken for a mention or a link. */
    private static String escaped(String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return escaped.length() > LONGEST_TEXT ? escaped.substring(0, LONGEST_TEXT - 1) + "…" : escaped;
    }
}
