package dev.evenkeel.alertrouter.config;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.template.TemplateSet;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/** Reads configurations, of which the last that is right is in force. */
abstract class RouterConfigUnderTest {

    static final TemplateSet TEMPLATES = TemplateSet.ofDefaults(Clock.systemUTC());

    final LiveConfiguration<RouterConfig> live = new LiveConfiguration<>(
            new RouterConfigReader(Path.of("/etc/evenkeel"), List.of(), TEMPLATES, MatcherSyntax.CLASSIC),
            RouterConfig.toInbox(TEMPLATES),
            Clock.systemUTC());

    void load(String yaml) {
        SortedMap<String, String> files = new TreeMap<>(Map.of("alertmanager.yml", yaml));
        live.load(files);
    }
}
