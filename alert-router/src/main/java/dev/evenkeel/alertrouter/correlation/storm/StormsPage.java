package dev.evenkeel.alertrouter.correlation.storm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.evenkeel.alertrouter.correlation.storm.StormStore.RouteCount;
import dev.evenkeel.platform.security.Roles;

/** Storms for people: how near each route is to one, what the digests say, and those that were. */
@Path("/storms")
@Produces(MediaType.TEXT_HTML)
@NonBlocking
public class StormsPage {

    private static final int MOST = 50;
    private static final String ALL = "all routes";

    private final StormService storms;

    StormsPage(StormService storms) {
        this.storms = storms;
    }

    /**
     * How a route, or all of them, stands.
     *
     * @param incidents opened within the window
     * @param mark so many make a storm; 0 for never
     * @param stormy whether a storm of it lasts
     */
    record Scope(String route, String receiver, int incidents, int mark, boolean stormy) {

        /** More than half of what makes a storm. */
        public boolean isNear() {
            return mark > 0 && incidents * 2 > mark;
        }
    }

    /**
     * A storm that lasts.
     *
     * @param says what its digest would say now
     */
    record Lasting(String route, String receiver, Instant beganAt, int digests, String says) {}

    /** A storm that is over. */
    record Past(String route, String receiver, Instant beganAt, Instant endedAt, int digests) {}

    record Content(StormRules rules, List<Scope> scopes, List<Lasting> lasting, List<Past> past) {

        public boolean isOff() {
            return rules.off();
        }
    }

    @CheckedTemplate(basePath = "storms")
    static final class Templates {

        static native TemplateInstance overview(Content content);
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(hidden = true)
    public Uni<TemplateInstance> overview() {
        StormRules rules = storms.rules();
        return Uni.combine()
                .all()
                .unis(storms.openedLately(), storms.latest(MOST))
                .asTuple()
                .flatMap(known -> lasting(known.getItem2())
                        .map(lasting -> Templates.overview(new Content(
                                rules, scopes(rules, known.getItem1(), lasting), lasting, past(known.getItem2())))));
    }

    private Uni<List<Lasting>> lasting(List<Storm> latest) {
        return Multi.createFrom()
                .iterable(latest)
                .filter(storm -> storm.endedAt().isEmpty())
                .onItem()
                .transformToUniAndConcatenate(storm -> storms.summary(storm)
                        .map(says -> new Lasting(
                                name(storm.route()), storm.receiver(), storm.beganAt(), storm.digests(), says)))
                .collect()
                .asList();
    }

    private static List<Scope> scopes(StormRules rules, List<RouteCount> opened, List<Lasting> lasting) {
        List<Scope> scopes = new ArrayList<>();
        int all = opened.stream().mapToInt(RouteCount::incidents).sum();
        scopes.add(new Scope(ALL, "", all, rules.overall(), isStormy(ALL, lasting)));
        opened.forEach(each -> scopes.add(new Scope(
                each.route(), each.receiver(), each.incidents(), rules.perRoute(), isStormy(each.route(), lasting))));
        return scopes;
    }

    private static boolean isStormy(String route, List<Lasting> lasting) {
        return lasting.stream().anyMatch(storm -> storm.route().equals(route));
    }

    private static List<Past> past(List<Storm> latest) {
        return latest.stream()
                .flatMap(storm -> storm.endedAt().stream()
                        .map(end ->
                                new Past(name(storm.route()), storm.receiver(), storm.beganAt(), end, storm.digests())))
                .toList();
    }

    private static String name(String route) {
        return route.isEmpty() ? ALL : route;
    }
}
