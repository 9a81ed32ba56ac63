package dev.evenkeel.local;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the services are told when they start: a file of properties each, written anew at every start, and an
 * environment variable that says where it is. (Names of services have dashes, which environment variables cannot carry;
 * and a file shows its secrets to its owner alone.)
 */
final class ServiceProperties {

    private static final String INCIDENTS = "dev.evenkeel.alert.incident.*";

    private final DataFolder data;
    private final Settings settings;
    private final Postgres postgres;
    private final Keys keys;
    private final Secrets secrets;

    ServiceProperties(DataFolder data, Settings settings, Postgres postgres, Keys keys, Secrets secrets) {
        this.data = data;
        this.settings = settings;
        this.postgres = postgres;
        this.keys = keys;
        this.secrets = secrets;
    }

    /** Writes the file of a service and returns the environment that makes it read the file. */
    Map<String, String> write(Member member) {
        Path file = data.run().resolve(member.folder() + ".properties");
        String lines = of(member).entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue().replace("\\", "\\\\") + "\n")
                .collect(Collectors.joining());
        DataFolder.writePrivately(
                file, "# Written by keel at every start; change config/ or the environment instead.\n" + lines);
        return Map.of("SMALLRYE_CONFIG_LOCATIONS", file.toUri().toString());
    }

    Map<String, String> of(Member member) {
        Map<String, String> properties = new LinkedHashMap<>();
        // Above what the service brings along (250), below the environment (300).
        properties.put("config_ordinal", "275");
        properties.put("evenkeel.bind", settings.bind());
        properties.put("quarkus.http.port", Integer.toString(settings.port(member)));
        properties.put("evenkeel.database.host", "127.0.0.1");
        properties.put("evenkeel.database.port", Integer.toString(postgres.port()));
        properties.put("evenkeel.database.name", member.database());
        properties.put("evenkeel.database.user", member.database());
        properties.put("evenkeel.database.password", postgres.password(member.database()));
        properties.put(
                "evenkeel.configuration.folder", data.configuration(member).toString());
        properties.put("evenkeel.security.bootstrap-keys-file", keys.digests().toString());
        properties.put(
                "evenkeel.security.session-secret-file",
                secrets.fileOf("session.secret").toString());
        for (Member other : Member.values()) {
            properties.put("evenkeel.suite." + other.folder() + ".url", ":" + settings.port(other));
        }
        properties.putAll(subscribersOf(member));
        return properties;
    }

    /** The alert-router hears everything; those who show incidents hear of incidents. */
    private Map<String, String> subscribersOf(Member member) {
        Map<String, String> properties = new LinkedHashMap<>();
        switch (member) {
            case ALERTS -> {
                subscribe(properties, Member.HEALTH, INCIDENTS);
                subscribe(properties, Member.SLO, INCIDENTS);
            }
            case HEALTH, BACKUP, SLO, CAPACITY -> subscribe(properties, Member.ALERTS, "*");
        }
        return properties;
    }

    private void subscribe(Map<String, String> properties, Member subscriber, String types) {
        String prefix = "evenkeel.events.subscribers." + subscriber.folder();
        properties.put(prefix + ".url", settings.url(subscriber) + "/api/v1/events");
        properties.put(prefix + ".types", types);
        properties.put(prefix + ".token-file", keys.file(Keys.Key.SUITE).toString());
    }
}
