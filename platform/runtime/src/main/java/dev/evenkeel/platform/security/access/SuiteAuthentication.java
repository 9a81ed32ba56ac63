package dev.evenkeel.platform.security.access;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;

import dev.evenkeel.platform.security.Caller;
import dev.evenkeel.platform.security.Credential;
import dev.evenkeel.platform.security.Refusal;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.platform.security.Verdict;

/**
 * The one authentication mechanism of the suite: looks at what a request shows and asks whoever can judge it. A header
 * wins over the session cookie.
 *
 * <p>It always ends in an identity. A request whose credential was refused is anonymous, with the reason kept beside
 * it: so an open path stays readable with a stale key, and a closed one is answered by {@link ClosedByDefault} with that
 * reason.
 */
@ApplicationScoped
public class SuiteAuthentication implements HttpAuthenticationMechanism {

    /** Where the identity keeps the {@link Caller}. */
    public static final String CALLER = "evenkeel.caller";

    /** Above Quarkus' own mechanisms, which are asked through this one. */
    private static final int PRIORITY = 3000;

    private static final String REFUSAL = Refusal.class.getName();

    private final Authenticator authenticator;
    private final OidcTokens oidcTokens;
    private final RefusalAnswer refusalAnswer;

    SuiteAuthentication(Authenticator authenticator, OidcTokens oidcTokens, RefusalAnswer refusalAnswer) {
        this.authenticator = authenticator;
        this.oidcTokens = oidcTokens;
        this.refusalAnswer = refusalAnswer;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identityProviders) {
        if (OidcTokens.isSignIn(context)) {
            return oidcTokens.signIn(context, identityProviders).map(caller -> identity(caller, context));
        }
        var request = context.request();
        Optional<Credential> shown =
                Credential.fromHeaders(request.getHeader("Authorization"), request.getHeader("X-API-Key"));
        if (shown.isEmpty()) {
            return bySession(context).map(caller -> identity(caller, context));
        }
        Uni<Verdict> verdict = switch (shown.get()) {
            case Credential.Key(String text) -> authenticator.byKey(text, address(context));
            case Credential.Token(String text) ->
                oidcTokens
                        .byToken(context, identityProviders)
                        .onItem()
                        .ifNull()
                        // without an identity provider it can only be a bootstrap key of another format
                        .switchTo(() -> authenticator.byKey(text, address(context)));
            case Credential.Unreadable() ->
                Uni.createFrom().item(authenticator.failed(new Refusal.Unknown(), address(context)));
        };
        return verdict.map(outcome -> identity(callerOf(outcome, context), context));
    }

    private Optional<Caller> callerOf(Verdict verdict, RoutingContext context) {
        return switch (verdict) {
            case Verdict.Accepted(Caller caller) -> Optional.of(caller);
            case Verdict.Refused(Refusal reason) -> {
                context.put(REFUSAL, reason);
                yield Optional.empty();
            }
        };
    }

    private Uni<Optional<Caller>> bySession(RoutingContext context) {
        Cookie cookie = context.request().getCookie(SessionCookie.NAME);
        return cookie == null ? Uni.createFrom().item(Optional.empty()) : authenticator.bySession(cookie.getValue());
    }

    /** Why the credential of this request was refused; empty if it showed none. */
    static Optional<Refusal> refusal(RoutingContext context) {
        return Optional.ofNullable(context.get(REFUSAL));
    }

    /** Who is calling; empty for a stranger, and on an open path unless something there has asked. */
    public static Optional<Caller> caller(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                ? Optional.ofNullable(user.getSecurityIdentity().getAttribute(CALLER))
                : Optional.empty();
    }

    /** The address that failures are counted for. */
    public static String address(RoutingContext context) {
        var address = context.request().remoteAddress();
        return address == null || address.hostAddress() == null ? "local" : address.hostAddress();
    }

    private static SecurityIdentity identity(Optional<Caller> caller, RoutingContext context) {
        var identity = QuarkusSecurityIdentity.builder().addAttribute(RoutingContext.class.getName(), context);
        if (caller.isEmpty()) {
            return identity.setAnonymous(true).build();
        }
        return identity.setPrincipal(new QuarkusPrincipal(caller.get().name()))
                .addRoles(Role.namesIncludedIn(caller.get().roles()))
                .addAttribute(CALLER, caller.get())
                .build();
    }

    /** Reached when an endpoint on an open path asks for a role, and when a person starts to sign in by OIDC. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        if (OidcTokens.isSignIn(context)) {
            return oidcTokens.redirectToProvider(context);
        }
        refusalAnswer.unauthenticated(context, refusal(context));
        return Uni.createFrom().item(true);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", RefusalAnswer.CHALLENGE));
    }

    /** None: no identity provider bean stands behind this mechanism. */
    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }
}
