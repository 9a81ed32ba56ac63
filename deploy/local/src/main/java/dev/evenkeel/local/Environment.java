package dev.evenkeel.local;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the services are told when they start, as environment variables. */
final class Environment {

    private final DataFolder data;
    private final Settings settings;
    private final Postgres postgres;
    private final Keys keys;
    private final Secrets secrets;

    Environment(DataFolder data, Settings settings, Postgres postgres, Keys keys, Secrets secrets) {
        this.data = data;
        this.settings = settings;
        this.postgres = postgres;
        this.keys = keys;
        this.secrets = secrets;
    }

    Map<String, String> of(Member member) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("EVENKEEL_BIND", settings.bind());
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(settings.port(member)));
        variables.put("EVENKEEL_DATABASE_HOST", "127.0.0.1");
        variables.put("EVENKEEL_DATABASE_PORT", Integer.toString(postgres.port()));
        variables.put("EVENKEEL_DATABASE_NAME", member.database());
        variables.put("EVENKEEL_DATABASE_USER", member.database());
        variables.put("EVENKEEL_DATABASE_PASSWORD", postgres.password(member.database()));
        variables.put(
                "EVENKEEL_CONFIGURATION_FOLDER", data.configuration(member).toString());
        variables.put("EVENKEEL_SECURITY_BOOTSTRAP_KEYS_FILE", keys.digests().toString());
        variables.put(
                "EVENKEEL_SECURITY_SESSION_SECRET_FILE",
                secrets.fileOf("session.secret").toString());
        for (Member other : Member.values()) {
            variables.put("EVENKEEL_SUITE_" + other.name() + "_URL", settings.url(other));
        }
        return variables;
    }
}
