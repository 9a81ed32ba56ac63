package dev.evenkeel.alertrouter.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** @param folder what relative paths in the file are relative to: the folder it is in */
    public RouterConfigReader(Path folder) {
        this.receiverReader = new ReceiverReader(folder);
    }

    @Override
    public RouterConfig read(List<ConfigDocument> documents) {
        if (documents.isEmpty()) {
            return RouterConfig.toInbox();
        }
        for (ConfigDocument surplus : documents.subList(1, documents.size())) {
            surplus.root()
                    .reject(
                            "is a second document; the whole configuration is one document in one file, and there is one in "
                                    + documents.getFirst().file());
        }
        return read(documents.getFirst().root());
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
