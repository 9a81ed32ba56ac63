package dev.evenkeel.alertrouter.notification.opsgenie;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.evenkeel.alertrouter.notification.content.JsonFields;
import dev.evenkeel.alertrouter.notification.content.NotificationContent;
import dev.evenkeel.alertrouter.notification.content.TextLimit;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;
import dev.evenkeel.alertrouter.notification.opsgenie.OpsgenieSettings.Responder;

/** A notification as requests to Opsgenie: create the alert, which repeats change nothing of, or close it. */
final class OpsgenieMessage {

    static final int LONGEST_MESSAGE = 130;

    private OpsgenieMessage() {}

    static List<ChannelRequest> of(OpsgenieSettings settings, NotificationContent content) {
        String authorization =
                "GenieKey " + content.text(settings.key().reveal()).strip();
        List<ChannelRequest> requests = content.isResolved() ? close(settings, content) : open(settings, content);
        return requests.stream()
                .map(request -> request.header("Authorization", authorization))
                .toList();
    }

    private static List<ChannelRequest> close(OpsgenieSettings settings, NotificationContent content) {
        String body =
                new JsonFields().with("source", content.text(settings.source())).json();
        return List.of(ChannelRequest.post(existing(settings, content, "close"), body));
    }

    private static String existing(OpsgenieSettings settings, NotificationContent content, String what) {
        return settings.url() + "v2/alerts/" + content.groupKeyHash() + "/" + what + "?identifierType=alias";
    }

    private static List<ChannelRequest> open(OpsgenieSettings settings, NotificationContent content) {
        String message = TextLimit.runes(content.text(settings.message()), LONGEST_MESSAGE);
        String description = content.text(settings.description());
        var requests = new ArrayList<ChannelRequest>();
        requests.add(ChannelRequest.post(
                settings.url() + "v2/alerts",
                alert(settings, content, message, description).json()));
        if (settings.updates()) {
            requests.add(ChannelRequest.put(
                    existing(settings, content, "message"),
                    new JsonFields().withUnlessEmpty("message", message).json()));
            requests.add(ChannelRequest.put(
                    existing(settings, content, "description"),
                    new JsonFields().withUnlessEmpty("description", description).json()));
        }
        return requests;
    }

    private static JsonFields alert(
            OpsgenieSettings settings, NotificationContent content, String message, String description) {
        var details = new TreeMap<>(content.data().commonLabels());
        details.putAll(content.texts(settings.details()));
        return new JsonFields()
                .with("alias", content.groupKeyHash())
                .with("message", message)
                .withUnlessEmpty("description", description)
                .with("details", details)
                .with("source", content.text(settings.source()))
                .withUnlessEmpty("responders", responders(settings, content))
                .withUnlessEmpty("tags", split(content.text(settings.tags())))
                .withUnlessEmpty("note", content.text(settings.note()))
                .withUnlessEmpty("priority", content.text(settings.priority()))
                .withUnlessEmpty("entity", content.text(settings.entity()))
                .withUnlessEmpty("actions", split(content.text(settings.actions())));
    }

    private static List<Map<String, Object>> responders(OpsgenieSettings settings, NotificationContent content) {
        return settings.responders().stream()
                .map(responder -> new Responder(
                        content.text(responder.id()),
                        content.text(responder.name()),
                        content.text(responder.username()),
                        content.text(responder.type())))
                // templates may leave nothing of a responder
                .filter(responder -> !responder.equals(new Responder("", "", "", "")))
                .flatMap(responder -> responder.type().equals("teams")
                        ? split(responder.name()).stream().map(team -> new Responder("", team, "", "team"))
                        : Stream.of(responder))
                .map(responder -> new JsonFields()
                        .withUnlessEmpty("id", responder.id())
                        .withUnlessEmpty("name", responder.name())
                        .withUnlessEmpty("username", responder.username())
                        .with("type", responder.type())
                        .asMap())
                .toList();
    }

    private static List<String> split(String list) {
        return Arrays.stream(list.strip().split(",", -1))
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
