package dev.evenkeel.alertrouter.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.evenkeel.alertrouter.inhibition.Inhibition;
import dev.evenkeel.alertrouter.notification.Receiver;
import dev.evenkeel.alertrouter.routing.RouteDefinition;
import dev.evenkeel.alertrouter.timeinterval.TimeIntervals;
import dev.evenkeel.platform.configuration.ConfigDocument;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.configuration.ConfigReader;

/** Reads an {@code alertmanager.yml}. What it does not know it refuses, rather than route alerts by half of a file. */
public final class RouterConfigReader implements ConfigReader<RouterConfig> {

    private final ReceiverReader receiverReader;
    private final List<FeatureFile<?>> features;

    /**
     * @param folder what relative paths in the file are relative to: the folder it is in
     * @param features files that are not Alertmanager's
     */
    public RouterConfigReader(Path folder, List<FeatureFile<?>> features) {
        this.receiverReader = new ReceiverReader(folder);
        this.features = features.stream()
                .sorted(Comparator.comparingInt(FeatureFile::rank))
                .toList();
    }

    @Override
    public RouterConfig read(List<ConfigDocument> documents) {
        Set<String> ours = features.stream().map(FeatureFile::name).collect(Collectors.toSet());
        RouterConfig config = one(documents, document -> !ours.contains(document.file()))
                .map(this::read)
                .orElseGet(RouterConfig::toInbox);
        for (FeatureFile<?> feature : features) {
            RouterConfig before = config;
            config = one(documents, document -> document.file().equals(feature.name()))
                    .map(document -> feature.addTo(before, document))
                    .orElseGet(() -> feature.addAbsentTo(before));
        }
        return config;
    }

    private static Optional<ConfigNode> one(List<ConfigDocument> documents, Predicate<ConfigDocument> wanted) {
        List<ConfigDocument> found = documents.stream().filter(wanted).toList();
        found.stream()
                .skip(1)
                .forEach(surplus -> surplus.root()
                        .reject(
                                "is a second document; the whole configuration is one document in one file, and there is one in "
                                        + found.getFirst().file()));
        return found.stream().map(ConfigDocument::root).findFirst();
    }

    private RouterConfig read(ConfigNode root) {
        ConfigMapping config = root.mapping();
        Duration resolveTimeout =
                config.optional("global", RouterConfigReader::readResolveTimeout, RouterConfig.DEFAULT_RESOLVE_TIMEOUT);
        Map<String, Receiver> receivers = new LinkedHashMap<>();
        for (ConfigNode node : config.required("receivers").list()) {
            Receiver receiver = receiverReader.read(node);
            if (receivers.put(receiver.name(), receiver) != null) {
                node.reject("notification config name \"" + receiver.name() + "\" is not unique");
            }
        }
        Inhibition inhibition = InhibitRuleReader.read(config);
        TimeIntervals timeIntervals = TimeIntervalReader.read(config);
        RouteDefinition routing =
                new RouteReader(receivers.keySet(), timeIntervals.byName().keySet()).readRoot(config.required("route"));
        config.refuseOthers();
        return RouterConfig.of(resolveTimeout, routing, timeIntervals, inhibition, List.copyOf(receivers.values()));
    }

    private static Duration readResolveTimeout(ConfigNode node) {
        ConfigMapping global = node.mapping();
        Duration timeout = global.optional(
                "resolve_timeout",
                value -> value.duration(Duration.ofMillis(1), Duration.ofDays(365)),
                RouterConfig.DEFAULT_RESOLVE_TIMEOUT);
        global.refuseOthers();
        return timeout;
    }
}
