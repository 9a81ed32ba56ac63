package dev.evenkeel.alertrouter.listing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import com.google.re2j.Pattern;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

import dev.evenkeel.alertrouter.alert.Fingerprint;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.listing.AlertListStore.Place;
import dev.evenkeel.alertrouter.listing.AlertQuery.Show;
import dev.evenkeel.alertrouter.listing.AlertSearchService.Found;
import dev.evenkeel.alertrouter.listing.AlertSearchService.FoundPage;
import dev.evenkeel.alertrouter.matching.InvalidMatcherException;
import dev.evenkeel.alertrouter.matching.LabelFilter;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.routing.GoLabels;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.pages.PageForms;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.RequestText;

/** Alerts that fire for people, to be narrowed down by matchers, and to be silenced from there. */
@Path("/alerts")
@Produces(MediaType.TEXT_HTML)
@NonBlocking
public class AlertsPage {

    private static final int ROWS = 100;

    private final AlertSearchService alerts;
    private final LiveConfiguration<RouterConfig> configuration;
    private final MatcherSyntax syntax;
    private final Clock clock;

    AlertsPage(
            AlertSearchService alerts,
            LiveConfiguration<RouterConfig> configuration,
            MatcherSyntax syntax,
            Clock clock) {
        this.alerts = alerts;
        this.configuration = configuration;
        this.syntax = syntax;
        this.clock = clock;
    }

    /**
     * What the list was narrowed to, as it stands in the form above it.
     *
     * @param problem what is wrong with it; null if nothing is
     */
    record Search(String matchers, String state, String receiver, String problem) {

        public boolean isState(String value) {
            return value.equals(state);
        }
    }

    /**
     * An alert as a row.
     *
     * @param states what keeps it from being told, in words; none if nothing does
     */
    record Row(
            String fingerprint, String headline, String severity, String labels, Instant since, List<String> states) {

        static Row of(Found found) {
            return new Row(
                    Fingerprint.text(found.alert().fingerprint()),
                    found.alert().headline(),
                    found.alert().labels().get("severity"),
                    GoLabels.write(found.alert().labels()),
                    found.alert().startsAt(),
                    found.leftOut());
        }
    }

    /** @param next the place of the last alert shown, if there may be more; else null */
    record Listed(List<Row> alerts, Search search, List<String> receivers, String next) {}

    @CheckedTemplate(basePath = "alerts")
    static final class Templates {

        static native TemplateInstance list(Listed listed, boolean maySilence);
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(hidden = true)
    public Uni<Response> list(
            @RestQuery String matchers,
            @RestQuery String state,
            @RestQuery String receiver,
            @RestQuery String after,
            @Context SecurityContext caller) {
        var search =
                new Search(PageForms.written(matchers), PageForms.written(state), PageForms.written(receiver), null);
        boolean maySilence = caller.isUserInRole(Roles.RESPONDER);
        Place from = after == null || after.isEmpty()
                ? Place.FIRST
                : RequestText.parsed("query:after", () -> AlertSearchService.place(after));
        try {
            return alerts.find(query(search), from, ROWS)
                    .map(found -> Response.ok(page(found, search, maySilence)).build());
        } catch (InvalidMatcherException refused) {
            var again = new Search(search.matchers(), search.state(), search.receiver(), refused.getMessage());
            return Uni.createFrom()
                    .item(Response.status(400)
                            .entity(page(new FoundPage(List.of(), Optional.empty()), again, maySilence))
                            .build());
        }
    }

    private AlertQuery query(Search search) {
        var filter = new LabelFilter(search.matchers().isEmpty() ? List.of() : syntax.parseList(search.matchers()));
        Show show = switch (search.state()) {
            case "told" -> new Show(true, false, false, true);
            case "left-out" -> new Show(false, true, true, true);
            default -> new Show(true, true, true, true);
        };
        Optional<Pattern> receiver = Optional.of(search.receiver())
                .filter(name -> !name.isEmpty())
                .map(name -> Matcher.compile(Pattern.quote(name)));
        return new AlertQuery(
                filter, receiver, new LabelFilter(List.of()), show, configuration.current(), clock.instant());
    }

    private TemplateInstance page(FoundPage found, Search search, boolean maySilence) {
        return Templates.list(
                new Listed(
                        found.alerts().stream().map(Row::of).toList(),
                        search,
                        List.copyOf(configuration.current().receivers().keySet()),
                        found.next().map(AlertSearchService::text).orElse(null)),
                maySilence);
    }
}
