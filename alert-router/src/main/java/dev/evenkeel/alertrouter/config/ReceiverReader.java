package dev.evenkeel.alertrouter.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.evenkeel.alertrouter.notification.ChannelSettings;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.Receiver;
import dev.evenkeel.alertrouter.notification.inbox.InboxSettings;
import dev.evenkeel.alertrouter.notification.webhook.WebhookAuthorization;
import dev.evenkeel.alertrouter.notification.webhook.WebhookSettings;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.configuration.Secret;

/** Reads one entry of {@code receivers}. */
final class ReceiverReader {

    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    private final Path folder;

    ReceiverReader(Path folder) {
        this.folder = folder;
    }

    Receiver read(ConfigNode node) {
        ConfigMapping receiver = node.mapping();
        String name = receiver.required("name").name();
        var integrations = new ArrayList<Integration>();
        addAll(integrations, name, receiver.optional("webhook_configs"), this::readWebhook);
        addAll(integrations, name, receiver.optional("inbox_configs"), ReceiverReader::readInbox);
        receiver.refuseOthers();
        return new Receiver(name, integrations);
    }

    private static void addAll(
            List<Integration> integrations,
            String receiver,
            Optional<ConfigNode> configs,
            Function<ConfigMapping, ChannelSettings> reader) {
        List<ConfigNode> nodes = configs.map(ConfigNode::list).orElse(List.of());
        for (int i = 0; i < nodes.size(); i++) {
            ConfigNode node = nodes.get(i);
            // "- {}" and an entry left empty both ask for the defaults
            ConfigMapping config = node.mapping();
            integrations.add(new Integration(receiver, i, reader.apply(config)));
            config.refuseOthers();
        }
    }

    private static ChannelSettings readInbox(ConfigMapping inbox) {
        return new InboxSettings(inbox.optional("send_resolved", ConfigNode::flag, true));
    }

    private ChannelSettings readWebhook(ConfigMapping webhook) {
        return new WebhookSettings(
                readUrl(webhook),
                webhook.<WebhookAuthorization>optional(
                        "http_config", this::readHttpConfig, new WebhookAuthorization.None()),
                webhook.optional("max_alerts", value -> value.integer(0, Integer.MAX_VALUE), 0),
                webhook.optional("timeout", value -> value.duration(Duration.ZERO, LONGEST_TIMEOUT), Duration.ZERO),
                webhook.optional("send_resolved", ConfigNode::flag, true));
    }

    private Secret readUrl(ConfigMapping webhook) {
        Optional<Secret> url = webhook.optional("url").map(ReceiverReader::readUrl);
        Optional<Secret> file = webhook.optional("url_file").map(this::readFile);
        if (url.isPresent() && file.isPresent()) {
            webhook.self().reject("at most one of url & url_file must be configured");
        }
        if (url.isEmpty() && file.isEmpty()) {
            webhook.self().reject("one of url or url_file must be configured");
        }
        return url.or(() -> file).orElseGet(() -> Secret.literal(""));
    }

    private static Secret readUrl(ConfigNode node) {
        String text = node.name();
        try {
            URI url = new URI(text);
            String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                node.reject("unsupported scheme \"" + scheme + "\" for URL");
            } else if (url.getHost() == null) {
                node.reject("missing host for URL");
            }
        } catch (URISyntaxException e) {
            node.reject("is not a URL: " + e.getReason());
        }
        return Secret.literal(text);
    }

    private WebhookAuthorization readHttpConfig(ConfigNode node) {
        ConfigMapping http = node.mapping();
        List<WebhookAuthorization> given = Stream.of(
                        http.optional("basic_auth").map(this::readBasic),
                        http.optional("authorization").map(this::readAuthorization),
                        readSecret(http, "bearer_token").map(ReceiverReader::bearer))
                .flatMap(Optional::stream)
                .toList();
        if (given.size() > 1) {
            node.reject(
                    "at most one of basic_auth, authorization, bearer_token & bearer_token_file must be configured");
        }
        http.refuseOthers();
        return given.isEmpty() ? new WebhookAuthorization.None() : given.getFirst();
    }

    private static WebhookAuthorization bearer(Secret token) {
        return new WebhookAuthorization.Token("Bearer", token);
    }

    private WebhookAuthorization readBasic(ConfigNode node) {
        ConfigMapping basic = node.mapping();
        String username = basic.required("username").text();
        Secret password = readSecret(basic, "password").orElseGet(() -> Secret.literal(""));
        basic.refuseOthers();
        return new WebhookAuthorization.Basic(username, password);
    }

    private WebhookAuthorization readAuthorization(ConfigNode node) {
        ConfigMapping authorization = node.mapping();
        String scheme = authorization.optional("type", ConfigNode::name, "Bearer");
        if (scheme.strip().equalsIgnoreCase("basic")) {
            node.reject("authorization type cannot be set to \"basic\", use \"basic_auth\" instead");
        }
        Optional<Secret> credentials = readSecret(authorization, "credentials");
        if (credentials.isEmpty()) {
            node.reject("one of credentials & credentials_file must be configured");
        }
        authorization.refuseOthers();
        return new WebhookAuthorization.Token(scheme.strip(), credentials.orElseGet(() -> Secret.literal("")));
    }

    private Optional<Secret> readSecret(ConfigMapping mapping, String field) {
        Optional<Secret> inline = mapping.optional(field).map(value -> Secret.literal(value.text()));
        Optional<Secret> file = mapping.optional(field + "_file").map(this::readFile);
        if (inline.isPresent() && file.isPresent()) {
            mapping.self().reject("at most one of " + field + " & " + field + "_file must be configured");
        }
        return inline.or(() -> file);
    }

    private Secret readFile(ConfigNode node) {
        return Secret.file(folder.resolve(node.name()));
    }
}
