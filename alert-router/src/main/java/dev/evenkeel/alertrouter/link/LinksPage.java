package dev.evenkeel.alertrouter.link;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.alertrouter.incident.IncidentView;

/**
 * Where links in notifications lead. Programs open links, too: mail scanners, previews in chats. Hence to open one shows
 * what it is for, and only the button there does it.
 */
@Path("/links")
public class LinksPage {

    private final LinkService links;
    private final ActorSource actors;

    LinksPage(LinkService links, ActorSource actors) {
        this.links = links;
        this.actors = actors;
    }

    /** @param token of the link that the button uses */
    record Offered(String token, String sentence, List<IncidentView> incidents, List<String> silenced) {}

    @CheckedTemplate(basePath = "links")
    static final class Templates {

        static native TemplateInstance offer(Offered offered);

        static native TemplateInstance done(List<String> sentences);
    }

    /** Shows what the link is for, and changes nothing. */
    @GET
    @Path("/{token}")
    @PermitAll
    @NonBlocking
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> look(String token) {
        return links.look(token)
                .map(offer -> page(Templates.offer(new Offered(
                        token,
                        offer.sentence(),
                        offer.incidents().stream().map(IncidentView::of).toList(),
                        offer.silenced()))));
    }

    /** Does what the link is for. */
    @POST
    @Path("/{token}")
    @PermitAll
    @NonBlocking
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> act(String token) {
        return links.act(
                        token,
                        sentTo -> actors.vouchedFor(Actor.Kind.LINK, "a link sent to " + sentTo, "link to " + sentTo))
                .map(sentences -> page(Templates.done(sentences)));
    }

    private static Response page(TemplateInstance page) {
        return Response.ok(page)
                .header("Cache-Control", "no-store")
                .header("X-Robots-Tag", "noindex")
                .build();
    }
}
