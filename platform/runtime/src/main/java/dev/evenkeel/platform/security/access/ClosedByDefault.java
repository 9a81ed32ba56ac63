package dev.evenkeel.platform.security.access;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import dev.evenkeel.platform.security.Caller;
import dev.evenkeel.platform.security.OpenPaths;
import dev.evenkeel.platform.security.Refusal;
import dev.evenkeel.platform.security.SameOrigin;

/**
 * What every request passes before anything else sees it. A path that is not open needs a caller; a caller whom the
 * browser vouches for (a cookie) may change something only from a page of this service. Which role an endpoint needs is
 * said by the endpoint and checked after this.
 */
@ApplicationScoped
public class ClosedByDefault implements HttpSecurityPolicy {

    private final OpenPaths openPaths;
    private final RefusalAnswer answer;

    ClosedByDefault(SecurityConfiguration configuration, RefusalAnswer answer) {
        this.openPaths = new OpenPaths(
                configuration.openProbes(), configuration.openPaths().orElse(List.of()));
        this.answer = answer;
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext context, Uni<SecurityIdentity> identity, AuthorizationRequestContext requestContext) {
        if (openPaths.isOpen(context.normalizedPath())) {
            if (!isOfOurOrigin(context.request(), false)) {
                answer.forbidden(context, new Refusal.ForeignOrigin());
            }
            return CheckResult.permit();
        }
        return identity.map(who -> {
            refusal(context, who).ifPresent(Runnable::run);
            // an answer that has been written already ends the request; nothing behind this sees it
            return OidcTokens.isSignIn(context) && who.isAnonymous() ? CheckResult.DENY : CheckResult.PERMIT;
        });
    }

    private Optional<Runnable> refusal(RoutingContext context, SecurityIdentity who) {
        if (OidcTokens.isSignIn(context)) {
            return Optional.empty();
        }
        if (who.isAnonymous()) {
            return Optional.of(() -> answer.unauthenticated(context, SuiteAuthentication.refusal(context)));
        }
        Caller caller = who.getAttribute(SuiteAuthentication.CALLER);
        boolean browserAdded = caller == null || caller.via() == Caller.Via.COOKIE;
        if (browserAdded && !isOfOurOrigin(context.request(), true)) {
            return Optional.of(() -> answer.forbidden(context, new Refusal.ForeignOrigin()));
        }
        return Optional.empty();
    }

    private static boolean isOfOurOrigin(HttpServerRequest request, boolean browserAdded) {
        String authority =
                request.authority() == null ? "" : request.authority().toString();
        return SameOrigin.permits(
                request.method().name(),
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader("Origin"),
                authority,
                browserAdded);
    }
}
