package dev.evenkeel.alertrouter.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.evenkeel.alertrouter.inhibition.Inhibition;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.notification.Receiver;
import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings;
import dev.evenkeel.alertrouter.notification.global.GlobalSettingsReader;
import dev.evenkeel.alertrouter.recording.RecorderSettings;
import dev.evenkeel.alertrouter.recording.RecorderSettingsReader;
import dev.evenkeel.alertrouter.routing.RouteDefinition;
import dev.evenkeel.alertrouter.template.TemplateFiles;
import dev.evenkeel.alertrouter.template.TemplateSet;
import dev.evenkeel.alertrouter.template.syntax.TemplateException;
import dev.evenkeel.alertrouter.timeinterval.TimeIntervals;
import dev.evenkeel.alertrouter.tracing.TracingSettings;
import dev.evenkeel.alertrouter.tracing.TracingSettingsReader;
import dev.evenkeel.platform.configuration.ConfigDocument;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.configuration.ConfigReader;

/** Reads an {@code alertmanager.yml}. What it does not know it refuses, rather than route alerts by half of a file. */
public final class RouterConfigReader implements ConfigReader<RouterConfig> {

    private final Path folder;
    private final TemplateSet templates;
    private final MatchersReader matchers;
    private final List<FeatureFile<?>> features;

    /**
     * @param folder what relative paths in the file are relative to: the folder it is in
     * @param features files that are not Alertmanager's
     * @param templates what there is before the files that the configuration names
     * @param syntax of matchers and label names
     */
    public RouterConfigReader(Path folder, List<FeatureFile<?>> features, TemplateSet templates, MatcherSyntax syntax) {
        this.folder = folder;
        this.templates = templates;
        this.matchers = new MatchersReader(syntax);
        this.features = features.stream()
                .sorted(Comparator.comparingInt(FeatureFile::rank))
                .toList();
    }

    @Override
    public RouterConfig read(List<ConfigDocument> documents) {
        Set<String> ours = features.stream().map(FeatureFile::name).collect(Collectors.toSet());
        RouterConfig config = one(documents, document -> !ours.contains(document.file()))
                .map(document -> read(document.root()).with(ConfigHash.class, ConfigHash.of(document.text())))
                .orElseGet(() -> RouterConfig.toInbox(templates)
                        .with(TracingSettings.class, TracingSettings.OFF)
                        .with(RecorderSettings.class, RecorderSettings.NONE)
                        .with(ConfigHash.class, ConfigHash.of("")));
        for (FeatureFile<?> feature : features) {
            RouterConfig before = config;
            config = one(documents, document -> document.file().equals(feature.name()))
                    .map(document -> feature.addTo(before, document.root()))
                    .orElseGet(() -> feature.addAbsentTo(before));
        }
        return config;
    }

    private static Optional<ConfigDocument> one(List<ConfigDocument> documents, Predicate<ConfigDocument> wanted) {
        List<ConfigDocument> found = documents.stream().filter(wanted).toList();
        found.stream()
                .skip(1)
                .forEach(surplus -> surplus.root()
                        .reject(
                                "is a second document; the whole configuration is one document in one file, and there is one in "
                                        + found.getFirst().file()));
        return found.stream().findFirst();
    }

    private RouterConfig read(ConfigNode root) {
        ConfigMapping config = root.mapping();
        GlobalSettings global = readGlobal(config);
        TemplateSet all = readTemplates(config);
        var receiverReader = new ReceiverReader(folder, global);
        Map<String, Receiver> receivers = new LinkedHashMap<>();
        for (ConfigNode node :
                config.optional("receivers").map(ConfigNode::list).orElse(List.of())) {
            Receiver receiver = receiverReader.read(node);
            if (receivers.put(receiver.name(), receiver) != null) {
                node.reject("notification config name \"" + receiver.name() + "\" is not unique");
            }
        }
        Inhibition inhibition = new InhibitRuleReader(matchers).read(config);
        TimeIntervals timeIntervals = TimeIntervalReader.read(config);
        RouteDefinition routing = readRoute(config, receivers.keySet(), timeIntervals);
        TracingSettings tracing = section(config, "tracing", TracingSettingsReader::read, TracingSettings.OFF);
        RecorderSettings recorder =
                section(config, "event_recorder", RecorderSettingsReader::read, RecorderSettings.NONE);
        config.refuseOthers();
        return RouterConfig.of(
                        global.resolveTimeout(),
                        routing,
                        timeIntervals,
                        inhibition,
                        List.copyOf(receivers.values()),
                        all,
                        root.print())
                .with(TracingSettings.class, tracing)
                .with(RecorderSettings.class, recorder);
    }

    private RouteDefinition readRoute(ConfigMapping config, Set<String> receivers, TimeIntervals timeIntervals) {
        Optional<ConfigNode> route = config.optional("route");
        if (route.isEmpty()) {
            config.self().reject("no routes provided");
            return RouteDefinition.toReceiver("");
        }
        return new RouteReader(receivers, timeIntervals.byName().keySet(), matchers).readRoot(route.get());
    }

    private <T> T section(ConfigMapping config, String name, Function<Fields, T> reader, T absent) {
        return Fields.of(config, folder).within(name, reader).orElse(absent);
    }

    private GlobalSettings readGlobal(ConfigMapping config) {
        var global = Fields.of(config.mapping("global"), folder);
        GlobalSettings settings = GlobalSettingsReader.read(global);
        global.refuseOthers();
        return settings;
    }

    private TemplateSet readTemplates(ConfigMapping config) {
        var files = new TemplateFiles(folder);
        TemplateSet all = templates;
        for (ConfigNode pattern :
                config.optional("templates").map(ConfigNode::list).orElse(List.of())) {
            try {
                all = files.addTo(all, pattern.text());
            } catch (IOException | IllegalArgumentException | TemplateException unreadable) {
                pattern.reject(String.valueOf(unreadable.getMessage()));
            }
        }
        return all;
    }
}
