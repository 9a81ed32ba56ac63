package dev.evenkeel.alertrouter.status;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.NonBlocking;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestQuery;

import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.compatibility.SpokenVersion;
import dev.evenkeel.alertrouter.compatibility.V2Json;
import dev.evenkeel.alertrouter.compatibility.V2Parameters;
import dev.evenkeel.alertrouter.compatibility.V2Time;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.matching.LabelFilter;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.notification.Receiver;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.series.Labels;

/** {@code /api/v2/status} and {@code /api/v2/receivers}, as amtool and Grafana ask for them. */
@Path("/api/v2")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@NonBlocking
public class AlertmanagerStatusResource {

    private final LiveConfiguration<RouterConfig> configuration;
    private final MatcherSyntax syntax;
    private final String version;
    private final Instant startedAt;

    AlertmanagerStatusResource(
            LiveConfiguration<RouterConfig> configuration,
            MatcherSyntax syntax,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version,
            Clock clock) {
        this.configuration = configuration;
        this.syntax = syntax;
        this.version = version;
        this.startedAt = clock.instant();
    }

    @GET
    @Path("/status")
    public String status() {
        return V2Json.answer(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("cluster");
            json.writeArrayFieldStart("peers");
            json.writeEndArray();
            json.writeStringField("status", "disabled");
            json.writeEndObject();
            json.writeObjectFieldStart("config");
            json.writeStringField("original", configuration.current().asWritten());
            json.writeEndObject();
            json.writeStringField("uptime", V2Time.text(startedAt));
            json.writeObjectFieldStart("versionInfo");
            json.writeStringField("branch", SpokenVersion.branch(version));
            json.writeStringField("buildDate", "");
            json.writeStringField("buildUser", "evenkeel");
            json.writeStringField("goVersion", "");
            json.writeStringField("revision", "");
            json.writeStringField("version", SpokenVersion.NUMBER);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    @GET
    @Path("/receivers")
    public String receivers(@RestQuery("receiver_matchers") List<String> receiverMatchers) {
        LabelFilter wanted = V2Parameters.receiverMatchers(receiverMatchers, syntax);
        return V2Json.answer(json -> {
            json.writeStartArray();
            for (Receiver receiver : configuration.current().receivers().values()) {
                if (wanted.accepts(Labels.of(receiver.labels()))) {
                    json.writeStartObject();
                    json.writeFieldName("labels");
                    TextMapJson.write(json, new TreeMap<>(receiver.labels()));
                    json.writeStringField("name", receiver.name());
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
        });
    }
}
