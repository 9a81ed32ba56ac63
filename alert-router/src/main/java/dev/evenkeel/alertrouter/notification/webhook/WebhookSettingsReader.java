package dev.evenkeel.alertrouter.notification.webhook;

import java.net.URI;
import java.util.Optional;

import dev.evenkeel.alertrouter.notification.fields.ChannelReader;
import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.fields.GoUrl;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettingsReader;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.configuration.Secret;

/** Reads {@code webhook_configs}. */
public final class WebhookSettingsReader {

    private WebhookSettingsReader() {}

    public static ChannelReader of(GlobalSettings global) {
        return new ChannelReader("webhook_configs", entry -> read(entry, global));
    }

    private static WebhookSettings read(Fields entry, GlobalSettings global) {
        Optional<Secret> url = entry.node("url").flatMap(WebhookSettingsReader::readUrl);
        Optional<Secret> file = entry.file("url_file");
        return new WebhookSettings(
                entry.requireSecret(
                        entry.atMostOne("url", "url_file", url, file), "one of url or url_file must be configured"),
                HttpSettingsReader.of(entry, global.http()),
                entry.integer("max_alerts", 0, Integer.MAX_VALUE, 0),
                entry.timeout(),
                entry.node("payload").map(ConfigNode::plain),
                entry.sendResolved(true));
    }

    /** A template is looked at when it has become a URL. */
    private static Optional<Secret> readUrl(ConfigNode node) {
        String url = node.text();
        if (url.contains("{{")) {
            node.conceal(Fields.SECRET);
        } else if (!url.isEmpty()) {
            Optional<String> mistake = Fields.mistakeInUrl(url);
            mistake.ifPresent(node::reject);
            // older tools insist on a URL, and only what follows the host may be a secret
            node.conceal(mistake.isPresent() ? Fields.SECRET : origin(url) + "/" + Fields.SECRET);
        }
        return Optional.of(url).filter(text -> !text.isEmpty()).map(Secret::literal);
    }

    private static String origin(String url) {
        URI uri = GoUrl.readBefore(url);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
