package dev.evenkeel.alertrouter.notification;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.config.RouterConfigReader;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.template.TemplateSet;
import dev.evenkeel.platform.configuration.ConfigProblem;
import dev.evenkeel.platform.configuration.LiveConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** The settings of channels, read from what a configuration says of them. */
public final class ExampleReceiver {

    private ExampleReceiver() {}

    /**
     * What one entry means.
     *
     * @param entry such as {@code discord_configs: [{webhook_url: ...}]}
     */
    public static <S extends ChannelSettings> S settings(Class<S> type, String entry) {
        return settings(type, entry, "{}");
    }

    /** @param global the {@code global} section */
    public static <S extends ChannelSettings> S settings(Class<S> type, String entry, String global) {
        LiveConfiguration<RouterConfig> loaded = load(entry, global);
        assertThat(loaded.status().problems()).isEmpty();
        return type.cast(loaded.current().integrations("team").getFirst().settings());
    }

    /** What is wrong with an entry. */
    public static List<String> problems(String entry) {
        return problems(entry, "{}");
    }

    /** @param global the {@code global} section */
    public static List<String> problems(String entry, String global) {
        return load(entry, global).status().problems().stream()
                .map(ConfigProblem::reason)
                .toList();
    }

    private static LiveConfiguration<RouterConfig> load(String entry, String global) {
        TemplateSet templates = TemplateSet.ofDefaults(Clock.systemUTC());
        var live = new LiveConfiguration<>(
                new RouterConfigReader(Path.of("/etc/evenkeel"), List.of(), templates, MatcherSyntax.CLASSIC),
                RouterConfig.toInbox(templates),
                Clock.systemUTC());
        live.load(new TreeMap<>(Map.of(
                "alertmanager.yml",
                "global: %s\nroute: {receiver: team}\nreceivers:\n- name: team\n  %s\n"
                        .formatted(global, entry.indent(2).strip()))));
        return live;
    }
}
