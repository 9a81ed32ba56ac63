package dev.evenkeel.platform.pages;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.evenkeel.platform.security.Caller;
import dev.evenkeel.platform.security.Refusal;
import dev.evenkeel.platform.security.ReturnPath;
import dev.evenkeel.platform.security.Verdict;
import dev.evenkeel.platform.security.access.Authenticator;
import dev.evenkeel.platform.security.access.OidcTokens;
import dev.evenkeel.platform.security.access.SecurityConfiguration;
import dev.evenkeel.platform.security.access.SessionCookie;
import dev.evenkeel.platform.security.access.SuiteAuthentication;

/** Signing in with an API key or at the identity provider, and signing out. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class SignInPage {

    private final Authenticator authenticator;
    private final SecurityConfiguration configuration;
    private final OidcTokens oidc;

    SignInPage(Authenticator authenticator, SecurityConfiguration configuration, OidcTokens oidc) {
        this.authenticator = authenticator;
        this.configuration = configuration;
        this.oidc = oidc;
    }

    @CheckedTemplate(basePath = "platform")
    static final class Templates {

        static native TemplateInstance signIn(String to, String message, String provider);
    }

    @GET
    @Path("/sign-in")
    @PermitAll
    @Operation(hidden = true)
    public Response form(@QueryParam("to") String to) {
        return page(200, ReturnPath.safe(to), null);
    }

    /** A good key opens a session and leads on; any other leads back here with the reason. */
    @POST
    @Path("/sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @PermitAll
    @Operation(hidden = true)
    public Uni<Response> signIn(@FormParam("key") String key, @FormParam("to") String to, RoutingContext context) {
        String target = ReturnPath.safe(to);
        if (key == null || key.isBlank()) {
            return Uni.createFrom().item(page(400, target, "Please enter an API key."));
        }
        return authenticator
                .byKey(key.strip(), SuiteAuthentication.address(context))
                .map(verdict -> switch (verdict) {
                    case Verdict.Accepted(Caller caller) -> opened(caller, target, context);
                    case Verdict.Refused(Refusal reason) -> page(status(reason), target, message(reason));
                });
    }

    /** Reached when the identity provider has said who it is. */
    @GET
    @Path("/sign-in/oidc")
    @Authenticated
    @Operation(hidden = true)
    public Response signedInAtProvider(@QueryParam("to") String to, RoutingContext context) {
        return opened(SuiteAuthentication.caller(context).orElseThrow(), ReturnPath.safe(to), context);
    }

    @POST
    @Path("/sign-out")
    @PermitAll
    @Operation(hidden = true)
    public Response signOut(RoutingContext context) {
        SessionCookie.remove(context);
        return PageForms.seeOther("/sign-in");
    }

    private Response opened(Caller caller, String target, RoutingContext context) {
        String token = authenticator.openSession(caller, configuration.sessionDuration());
        SessionCookie.set(context, token, configuration.sessionDuration());
        return PageForms.seeOther(target);
    }

    private Response page(int status, String to, String message) {
        String provider = oidc.enabled() ? configuration.oidc().signInLabel().orElse("your identity provider") : null;
        return Response.status(status)
                .entity(Templates.signIn(to, message, provider))
                .header("Cache-Control", "no-store")
                .build();
    }

    private static int status(Refusal reason) {
        return switch (reason) {
            case Refusal.TooManyAttempts wait -> 429;
            case Refusal.CannotTell wait -> 503;
            default -> 401;
        };
    }

    private static String message(Refusal reason) {
        return switch (reason) {
            case Refusal.Unknown unknown ->
                "This API key is not valid here. It may belong to another installation, or have been mistyped.";
            case Refusal.TooManyAttempts(var wait) ->
                "Too many failed attempts. Please try again in " + Math.max(1, wait.toSeconds()) + " seconds.";
            default -> reason.explanation();
        };
    }
}
