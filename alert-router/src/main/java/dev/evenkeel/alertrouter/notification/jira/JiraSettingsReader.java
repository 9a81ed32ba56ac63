package dev.evenkeel.alertrouter.notification.jira;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.evenkeel.alertrouter.notification.fields.ChannelReader;
import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettingsReader;
import dev.evenkeel.alertrouter.notification.jira.JiraSettings.ApiType;
import dev.evenkeel.alertrouter.notification.jira.JiraSettings.Text;
import dev.evenkeel.alertrouter.notification.jira.JiraSettings.Transitions;
import dev.evenkeel.platform.configuration.ConfigNode;

/** Reads {@code jira_configs}. */
public final class JiraSettingsReader {

    private JiraSettingsReader() {}

    public static ChannelReader of(GlobalSettings global) {
        return new ChannelReader("jira_configs", entry -> read(entry, global));
    }

    private static JiraSettings read(Fields entry, GlobalSettings global) {
        return new JiraSettings(
                entry.requireText(entry.url("api_url").or(global::jiraUrl), "no global Jira Cloud URL set"),
                apiType(entry),
                HttpSettingsReader.of(entry, global.http()),
                entry.requireText(entry.text("project"), "missing project in jira_config"),
                entry.requireText(entry.text("issue_type"), "missing issue_type in jira_config"),
                text(entry, "summary"),
                text(entry, "description"),
                entry.text("priority", usual("priority")),
                entry.textList("labels"),
                fields(entry),
                new Transitions(
                        entry.text("resolve_transition", ""),
                        entry.text("reopen_transition", ""),
                        entry.duration("reopen_duration"),
                        entry.text("wont_fix_resolution", "")),
                entry.sendResolved(true));
    }

    private static ApiType apiType(Fields entry) {
        return switch (entry.text("api_type", "auto")) {
            case "auto" -> ApiType.AUTO;
            case "cloud" -> ApiType.CLOUD;
            case "datacenter" -> ApiType.DATACENTER;
            default -> {
                entry.reject("unknown api_type on jira_config, must be auto, cloud or datacenter");
                yield ApiType.AUTO;
            }
        };
    }

    /** A template, or a mapping that also says whether it is changed later. */
    private static Text text(Fields entry, String field) {
        boolean mapping = entry.node(field).filter(ConfigNode::isMapping).isPresent();
        return mapping
                ? entry.within(
                                field,
                                fields -> new Text(
                                        fields.text("template", usual(field)), fields.flag("enable_update", true)))
                        .orElseThrow()
                : new Text(entry.text(field, usual(field)), true);
    }

    private static String usual(String name) {
        return "{{ template \"jira.default." + name + "\" . }}";
    }

    private static Map<String, Object> fields(Fields entry) {
        var fields = new LinkedHashMap<String, Object>();
        entry.node("fields")
                .map(node -> node.mapping().entries())
                .orElse(Map.of())
                .forEach((name, node) -> fields.put(name, node.plain()));
        return fields;
    }
}
