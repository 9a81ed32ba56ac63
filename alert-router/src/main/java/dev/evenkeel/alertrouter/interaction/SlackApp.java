package dev.evenkeel.alertrouter.interaction;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.configuration.Secret;

/**
 * The app in Slack that calls back.
 *
 * @param buttons whether messages that a bot posts have buttons
 * @param users what we call somebody, by their id in Slack
 * @param openToOthers whether those may act, too, who are not among them
 * @param answersTo how the addresses begin at which Slack takes changes of messages
 */
record SlackApp(
        Secret signingSecret, boolean buttons, Map<String, String> users, boolean openToOthers, String answersTo) {

    private static final String SLACK = "https://hooks.slack.com/";

    SlackApp {
        users = Map.copyOf(users);
    }

    static Optional<SlackApp> read(ConfigNode node) {
        ConfigMapping app = node.mapping();
        Optional<Secret> secret = Interactions.signingSecret(app);
        boolean buttons = app.optional("buttons", ConfigNode::flag, true);
        Map<String, String> users = new LinkedHashMap<>();
        app.optional("users")
                .ifPresent(each -> each.mapping().entries().forEach((id, name) -> {
                    if (!id.matches("[A-Z0-9]{1,40}")) {
                        name.reject("stands under '" + id + "', which is no id of a user in Slack, such as U024BE7LH");
                    }
                    users.put(id, name.name());
                }));
        boolean openToOthers = app.optional("open_to_others", ConfigNode::flag, false);
        if (users.isEmpty() && !openToOthers) {
            node.reject("lets nobody act: it needs users, or open_to_others: true");
        }
        String answersTo = app.optional("answers_to", url -> url.httpUrl().toString(), SLACK);
        if (!answersTo.endsWith("/")) {
            app.required("answers_to").reject("must end in a slash");
        }
        app.refuseOthers();
        return secret.map(signing -> new SlackApp(signing, buttons, users, openToOthers, answersTo));
    }

    boolean admits(SlackPressJson press) {
        return openToOthers || users.containsKey(press.userId());
    }

    /** What we call whoever pressed a button. */
    String nameOf(SlackPressJson press) {
        return users.getOrDefault(press.userId(), press.userName() + " in Slack");
    }
}
