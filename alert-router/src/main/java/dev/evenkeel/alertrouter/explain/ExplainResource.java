package dev.evenkeel.alertrouter.explain;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.platform.configuration.ConfigurationResource;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.configuration.LiveConfiguration.Trial;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.RequestTime;

/** Where alerts go and why, over REST. Nothing here changes anything. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class ExplainResource {

    private static final String FILE = "alertmanager.yml";
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration LONGEST_REPLAY = Duration.ofDays(31);
    private static final int MOST_LABELS = 1_000;

    private final ExplainService explanations;
    private final LiveConfiguration<RouterConfig> configuration;
    private final MatcherSyntax syntax;
    private final Clock clock;

    ExplainResource(
            ExplainService explanations,
            LiveConfiguration<RouterConfig> configuration,
            MatcherSyntax syntax,
            Clock clock) {
        this.explanations = explanations;
        this.configuration = configuration;
        this.syntax = syntax;
        this.clock = clock;
    }

    /**
     * An alert that might come.
     *
     * @param labels of the alert
     * @param at RFC 3339; now if it is left out
     */
    public record Imagined(Map<String, String> labels, String at) {}

    /**
     * An alert that might come under a configuration that might be.
     *
     * @param configuration an {@code alertmanager.yml}
     */
    public record ImaginedUnder(Map<String, String> labels, String at, String configuration) {}

    /**
     * What is to be played again.
     *
     * @param configuration an {@code alertmanager.yml}
     * @param from RFC 3339; a week before {@code to} if it is left out
     * @param to RFC 3339; now if it is left out
     */
    public record ReplayRequest(String configuration, String from, String to) {}

    @GET
    @Path("/alerts/{fingerprint}/explain")
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(summary = "Which routes, groups, silences and schedules apply to an alert, and what happens next")
    public Uni<Explanation> known(String fingerprint) {
        return explanations
                .known(fingerprint(fingerprint))
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("There is no alert " + fingerprint)));
    }

    static long fingerprint(String text) {
        if (!text.matches("[0-9a-f]{16}")) {
            throw ProblemException.invalid("path:fingerprint", "is '" + text + "'", "16 hexadecimal digits");
        }
        return Long.parseUnsignedLong(text, 16);
    }

    @POST
    @Path("/routing/explain")
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(summary = "Where an alert with these labels would go, and why")
    public Uni<Explanation> imagined(Imagined asked) {
        Imagined given = required(asked);
        return explanations.imagined(labels(given.labels()), RequestTime.readOr("/at", given.at(), clock.instant()));
    }

    /** To read a configuration is to read the files that it names, hence not for every viewer. */
    @POST
    @Path("/routing/test")
    @RolesAllowed(Roles.OPERATOR)
    @Blocking
    @Operation(summary = "Where an alert with these labels would go under another configuration, and why")
    public Uni<Explanation> imaginedUnder(ImaginedUnder asked) {
        ImaginedUnder given = required(asked);
        return explanations.imaginedUnder(
                labels(given.labels()),
                proposed(given.configuration()),
                RequestTime.readOr("/at", given.at(), clock.instant()));
    }

    @POST
    @Path("/routing/replay")
    @RolesAllowed(Roles.OPERATOR)
    @Blocking
    @Operation(summary = "What another configuration would have changed for alerts of the past")
    public Uni<ReplayReport> replay(ReplayRequest asked) {
        ReplayRequest given = required(asked);
        Instant to = RequestTime.readOr("/to", given.to(), clock.instant());
        Instant from = RequestTime.readOr("/from", given.from(), to.minus(WEEK));
        if (!from.isBefore(to) || from.plus(LONGEST_REPLAY).isBefore(to)) {
            throw ProblemException.invalid("/from", "is '" + from + "'", "at most 31 days before 'to'");
        }
        return explanations.replay(proposed(given.configuration()), from, to);
    }

    private static <T> T required(T body) {
        return Optional.ofNullable(body)
                .orElseThrow(() -> ProblemException.invalid("body", "is missing", "a JSON object"));
    }

    private Labels labels(Map<String, String> given) {
        if (given == null || given.isEmpty() || given.size() > MOST_LABELS) {
            throw ProblemException.invalid("/labels", "are not 1 to " + MOST_LABELS, "the labels of an alert");
        }
        given.forEach((name, value) -> {
            if (!syntax.isLabelName(name) || value == null) {
                throw ProblemException.invalid("/labels/" + name, "is no label", "a name and a text");
            }
        });
        var labels = new TreeMap<>(given);
        labels.values().removeIf(String::isEmpty);
        return Labels.of(labels);
    }

    private RouterConfig proposed(String yaml) {
        if (yaml == null || yaml.isBlank()) {
            throw ProblemException.invalid("/configuration", "is missing", "the text of an " + FILE);
        }
        var files = new TreeMap<String, String>();
        files.put(FILE, yaml);
        Trial<RouterConfig> trial = configuration.tryOut(files);
        return trial.value()
                .orElseThrow(
                        () -> ConfigurationResource.refused(trial.problems()).asException());
    }
}
