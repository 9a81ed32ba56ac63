package dev.evenkeel.alertrouter.notification.slack;

import java.util.List;
import java.util.Optional;

import dev.evenkeel.alertrouter.notification.fields.ChannelReader;
import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings;
import dev.evenkeel.alertrouter.notification.http.HttpCredentials;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettingsReader;
import dev.evenkeel.alertrouter.notification.slack.SlackAttachment.Action;
import dev.evenkeel.alertrouter.notification.slack.SlackAttachment.Confirmation;
import dev.evenkeel.alertrouter.notification.slack.SlackAttachment.Field;
import dev.evenkeel.platform.configuration.Secret;

/** Reads {@code slack_configs}. */
public final class SlackSettingsReader {

    private static final List<String> USUAL_MARKDOWN = List.of("fallback", "pretext", "text");

    /** Where messages go, and how. */
    private record Target(Secret url, HttpSettings http, boolean isBot) {}

    private SlackSettingsReader() {}

    public static ChannelReader of(GlobalSettings global) {
        return new ChannelReader("slack_configs", entry -> read(entry, global));
    }

    private static SlackSettings read(Fields entry, GlobalSettings global) {
        Target target = target(entry, global);
        boolean updates = entry.flag("update_message", false);
        if (updates && !target.isBot() && !isPostMessage(target.url())) {
            entry.reject("update_message can only be used with bot tokens. api_url must be set to"
                    + " https://slack.com/api/chat.postMessage");
        }
        return new SlackSettings(
                target.url(),
                target.http(),
                entry.text("channel", ""),
                template(entry, "username", "username"),
                template(entry, "icon_emoji", "iconemoji"),
                template(entry, "icon_url", "iconurl"),
                entry.flag("link_names", false),
                entry.text("message_text", ""),
                attachment(entry),
                updates,
                entry.timeout(),
                entry.sendResolved(false));
    }

    private static String template(Fields entry, String field, String name) {
        return entry.text(field, "{{ template \"slack.default." + name + "\" . }}");
    }

    private static boolean isPostMessage(Secret url) {
        return url instanceof Secret.Literal(String text) && text.endsWith("/chat.postMessage");
    }

    private static Target target(Fields entry, GlobalSettings global) {
        Optional<Secret> ownUrl = entry.secretUrl("api_url");
        Optional<Secret> ownToken = entry.secret("app_token");
        if (ownUrl.isPresent() && ownToken.isPresent()) {
            entry.reject("at most one of api_url/api_url_file & app_token/app_token_file must be configured");
        }
        HttpSettings http = HttpSettingsReader.of(entry, global.http());
        String appUrl = entry.url("app_url").orElse(global.slack().appUrl());
        // a token from above is for whoever has no way in of their own
        boolean ownWayIn = ownUrl.isPresent() || (entry.has("http_config") && http.hasToken());
        Optional<Secret> token =
                ownToken.or(() -> ownWayIn ? Optional.empty() : global.slack().appToken());
        if (token.isEmpty()) {
            Secret url = entry.requireSecret(
                    ownUrl.or(() -> global.slack().webhookUrl()),
                    "no Slack API URL nor App token set either inline or in a file");
            return new Target(url, http, false);
        }
        if (http.hasToken()) {
            entry.reject("http authorization can't be set when using Slack App tokens");
        }
        var credentials = new HttpCredentials.Token("Bearer", token.get());
        return new Target(Secret.literal(appUrl), http.withCredentials(credentials), true);
    }

    private static SlackAttachment attachment(Fields entry) {
        boolean shortFields = entry.flag("short_fields", false);
        List<String> markdownIn = entry.textList("mrkdwn_in");
        return new SlackAttachment(
                template(entry, "title", "title"),
                template(entry, "title_link", "titlelink"),
                template(entry, "pretext", "pretext"),
                template(entry, "text", "text"),
                template(entry, "fallback", "fallback"),
                template(entry, "callback_id", "callbackid"),
                entry.text("image_url", ""),
                entry.text("thumb_url", ""),
                template(entry, "footer", "footer"),
                template(entry, "color", "color"),
                markdownIn.isEmpty() ? USUAL_MARKDOWN : markdownIn,
                entry.list("fields", field -> readField(field, shortFields)),
                entry.list("actions", SlackSettingsReader::readAction));
    }

    private static Field readField(Fields field, boolean usuallyShort) {
        return new Field(
                field.requireText(field.text("title"), "missing title in Slack field configuration"),
                field.requireText(field.text("value"), "missing value in Slack field configuration"),
                field.flag("short", usuallyShort));
    }

    private static Action readAction(Fields action) {
        String type = action.requireText(action.text("type"), "missing type in Slack action configuration");
        String text = action.requireText(action.text("text"), "missing text in Slack action configuration");
        String url = action.text("url", "");
        String name = action.text("name", "");
        if (url.isEmpty() && name.isEmpty()) {
            action.reject("missing name or url in Slack action configuration");
        }
        String style = action.text("style", "");
        String value = action.text("value", "");
        Optional<Confirmation> confirmation = action.within("confirm", SlackSettingsReader::readConfirmation);
        // a link has nothing that Slack would tell to an application
        return url.isEmpty()
                ? new Action(type, text, "", style, name, value, confirmation)
                : new Action(type, text, url, style, "", "", Optional.empty());
    }

    private static Confirmation readConfirmation(Fields confirmation) {
        return new Confirmation(
                confirmation.requireText(confirmation.text("text"), "missing text in Slack confirmation configuration"),
                confirmation.text("title", ""),
                confirmation.text("ok_text", ""),
                confirmation.text("dismiss_text", ""));
    }
}
