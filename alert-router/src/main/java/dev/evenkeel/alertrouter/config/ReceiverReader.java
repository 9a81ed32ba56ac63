package dev.evenkeel.alertrouter.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.evenkeel.alertrouter.notification.ChannelSettings;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.Receiver;
import dev.evenkeel.alertrouter.notification.discord.DiscordSettingsReader;
import dev.evenkeel.alertrouter.notification.email.EmailSettingsReader;
import dev.evenkeel.alertrouter.notification.fields.ChannelReader;
import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings;
import dev.evenkeel.alertrouter.notification.inbox.InboxSettings;
import dev.evenkeel.alertrouter.notification.incidentio.IncidentIoSettingsReader;
import dev.evenkeel.alertrouter.notification.jira.JiraSettingsReader;
import dev.evenkeel.alertrouter.notification.mattermost.MattermostSettingsReader;
import dev.evenkeel.alertrouter.notification.msteams.TeamsSettingsReader;
import dev.evenkeel.alertrouter.notification.opsgenie.OpsgenieSettingsReader;
import dev.evenkeel.alertrouter.notification.pagerduty.PagerDutySettingsReader;
import dev.evenkeel.alertrouter.notification.pushover.PushoverSettingsReader;
import dev.evenkeel.alertrouter.notification.rocketchat.RocketChatSettingsReader;
import dev.evenkeel.alertrouter.notification.slack.SlackSettingsReader;
import dev.evenkeel.alertrouter.notification.sns.SnsSettingsReader;
import dev.evenkeel.alertrouter.notification.telegram.TelegramSettingsReader;
import dev.evenkeel.alertrouter.notification.victorops.VictorOpsSettingsReader;
import dev.evenkeel.alertrouter.notification.webex.WebexSettingsReader;
import dev.evenkeel.alertrouter.notification.webhook.WebhookSettingsReader;
import dev.evenkeel.alertrouter.notification.wechat.WeChatSettingsReader;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;

/** Reads one entry of {@code receivers}. */
final class ReceiverReader {

    private static final String CONFIGS = "_configs";
    private static final String INBOX = "inbox" + CONFIGS;

    private final Path folder;
    private final List<ChannelReader> channels;

    ReceiverReader(Path folder, GlobalSettings global) {
        this.folder = folder;
        // in the order in which Alertmanager tells them
        this.channels = List.of(
                WebhookSettingsReader.of(global),
                EmailSettingsReader.of(global),
                PagerDutySettingsReader.of(global),
                OpsgenieSettingsReader.of(global),
                WeChatSettingsReader.of(global),
                SlackSettingsReader.of(global),
                VictorOpsSettingsReader.of(global),
                PushoverSettingsReader.of(global),
                SnsSettingsReader.of(global),
                TelegramSettingsReader.of(global),
                DiscordSettingsReader.of(global),
                WebexSettingsReader.of(global),
                TeamsSettingsReader.ofConnector(global),
                TeamsSettingsReader.of(global),
                JiraSettingsReader.of(global),
                IncidentIoSettingsReader.of(global),
                RocketChatSettingsReader.of(global),
                MattermostSettingsReader.of(global));
    }

    Receiver read(ConfigNode node) {
        ConfigMapping receiver = node.mapping();
        String name = receiver.optional("name", ConfigNode::text, "");
        if (name.isEmpty()) {
            node.reject("missing name in receiver");
        }
        Map<String, String> labels = readLabels(receiver, name);
        var integrations = new ArrayList<Integration>();
        for (ChannelReader channel : channels) {
            addAll(integrations, name, receiver, channel);
        }
        receiver.optional(INBOX).ifPresent(ConfigNode::leaveOut);
        addAll(integrations, name, receiver, new ChannelReader(INBOX, ReceiverReader::readInbox));
        receiver.refuseOthers();
        return new Receiver(name, labels, integrations);
    }

    private static Map<String, String> readLabels(ConfigMapping receiver, String name) {
        var labels = new LinkedHashMap<String, String>();
        receiver.optional("labels").ifPresent(node -> {
            labels.putAll(node.mapping().texts());
            String label = labels.getOrDefault("name", name);
            if (!label.equals(name)) {
                node.reject("receiver label \"name\" must match receiver name \"" + name + "\", got \"" + label + "\"");
            }
        });
        labels.put("name", name);
        return labels;
    }

    private void addAll(List<Integration> integrations, String name, ConfigMapping receiver, ChannelReader channel) {
        List<ConfigNode> nodes =
                receiver.optional(channel.list()).map(ConfigNode::list).orElse(List.of());
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).isNull()) {
                nodes.get(i).reject("missing " + channel.list().replace(CONFIGS, "") + " config");
                continue;
            }
            Fields entry = Fields.of(nodes.get(i).mapping(), folder);
            integrations.add(new Integration(name, i, channel.reader().apply(entry)));
            entry.refuseOthers();
        }
    }

    /** Ours; left out of what is shown, since Alertmanager's tools would refuse it. */
    private static ChannelSettings readInbox(Fields inbox) {
        return new InboxSettings(inbox.sendResolved(true));
    }
}
