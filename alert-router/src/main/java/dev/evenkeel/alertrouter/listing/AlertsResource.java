package dev.evenkeel.alertrouter.listing;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.google.re2j.Pattern;
import io.smallrye.mutiny.Multi;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestQuery;

import dev.evenkeel.alertrouter.compatibility.V2Parameters;
import dev.evenkeel.alertrouter.compatibility.V2Response;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.listing.AlertQuery.Show;
import dev.evenkeel.alertrouter.matching.InvalidMatcherException;
import dev.evenkeel.alertrouter.matching.LabelFilter;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.security.Roles;

/** Shows alerts and groups. Every alert has been looked at, so {@code unprocessed} makes no difference. */
@Path("/api/v2/alerts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
public class AlertsResource {

    private final AlertListService list;
    private final LiveConfiguration<RouterConfig> configuration;
    private final MatcherSyntax syntax;
    private final Clock clock;

    AlertsResource(
            AlertListService list, LiveConfiguration<RouterConfig> configuration, MatcherSyntax syntax, Clock clock) {
        this.list = list;
        this.configuration = configuration;
        this.syntax = syntax;
        this.clock = clock;
    }

    @GET
    public RestMulti<JsonPiece> alerts(
            @RestQuery List<String> filter,
            @RestQuery String receiver,
            @RestQuery("receiver_matchers") List<String> receiverMatchers,
            @RestQuery String active,
            @RestQuery String silenced,
            @RestQuery String inhibited) {
        return stream(list.alerts(query(filter, receiver, receiverMatchers, show(active, silenced, inhibited, null))));
    }

    @GET
    @Path("/groups")
    public RestMulti<JsonPiece> groups(
            @RestQuery List<String> filter,
            @RestQuery String receiver,
            @RestQuery("receiver_matchers") List<String> receiverMatchers,
            @RestQuery String active,
            @RestQuery String silenced,
            @RestQuery String inhibited,
            @RestQuery String muted) {
        return stream(list.groups(query(filter, receiver, receiverMatchers, show(active, silenced, inhibited, muted))));
    }

    private static Show show(String active, String silenced, String inhibited, String muted) {
        return new Show(
                V2Parameters.isOn(active),
                V2Parameters.isOn(silenced),
                V2Parameters.isOn(inhibited),
                V2Parameters.isOn(muted));
    }

    private static RestMulti<JsonPiece> stream(Multi<JsonPiece> pieces) {
        return RestMulti.fromMultiData(pieces)
                .withDemand(1)
                .encodeAsJsonArray(false)
                .build();
    }

    private AlertQuery query(List<String> filter, String receiver, List<String> receiverMatchers, Show show) {
        try {
            LabelFilter labels = LabelFilter.parse(filter == null ? List.of() : filter, syntax);
            return new AlertQuery(
                    labels,
                    Optional.ofNullable(receiver)
                            .filter(text -> !text.isEmpty())
                            .map(AlertsResource::receiverPattern),
                    V2Parameters.receiverMatchers(receiverMatchers, syntax),
                    show,
                    configuration.current(),
                    clock.instant());
        } catch (InvalidMatcherException e) {
            throw V2Response.text(400, e.getMessage());
        }
    }

    private static Pattern receiverPattern(String text) {
        try {
            return Matcher.compile(text);
        } catch (InvalidMatcherException e) {
            throw V2Response.text(400, "failed to parse receiver param: " + e.getMessage());
        }
    }
}
