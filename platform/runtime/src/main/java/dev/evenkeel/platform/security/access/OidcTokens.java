package dev.evenkeel.platform.security.access;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import dev.evenkeel.platform.security.Caller;
import dev.evenkeel.platform.security.Refusal;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.platform.security.Verdict;

/**
 * People and programs known to an OpenID Connect provider, checked by Quarkus' OIDC extension: bearer tokens on every
 * path, and the authorization code flow on one path that opens a session of ours. Does nothing until
 * {@code quarkus.oidc.tenant-enabled} is true.
 */
@ApplicationScoped
public class OidcTokens {

    /** The one path on which the code flow runs; it is also where the provider sends the browser back to. */
    public static final String SIGN_IN_PATH = "/sign-in/oidc";

    private static final Logger LOG = Logger.getLogger(OidcTokens.class);

    private final OidcAuthenticationMechanism oidc;
    private final Authenticator authenticator;
    private final Map<String, String> roleNames;
    private final boolean enabled;

    OidcTokens(
            OidcAuthenticationMechanism oidc,
            Authenticator authenticator,
            SecurityConfiguration configuration,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean enabled) {
        this.oidc = oidc;
        this.authenticator = authenticator;
        this.roleNames = configuration.oidc().roles();
        this.enabled = enabled;
    }

    /** Whether the request is a step of signing in at the provider. */
    static boolean isSignIn(RoutingContext context) {
        return SIGN_IN_PATH.equals(context.normalizedPath());
    }

    public boolean enabled() {
        return enabled;
    }

    /** @return null if there is no identity provider */
    Uni<Verdict> byToken(RoutingContext context, IdentityProviderManager identityProviders) {
        if (!enabled) {
            return Uni.createFrom().nullItem();
        }
        return oidc.authenticate(context, identityProviders)
                .map(identity -> identity == null ? refused(context) : new Verdict.Accepted(caller(identity)))
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(e -> {
                    LOG.debugf(e, "A bearer token was refused");
                    return refused(context);
                });
    }

    private Verdict refused(RoutingContext context) {
        return authenticator.failed(new Refusal.BadToken(), SuiteAuthentication.address(context));
    }

    /** A step of the code flow: redirects of the extension pass through as the exceptions they are. */
    Uni<Optional<Caller>> signIn(RoutingContext context, IdentityProviderManager identityProviders) {
        if (!enabled) {
            return Uni.createFrom().item(Optional.empty());
        }
        return oidc.authenticate(context, identityProviders)
                .map(identity -> Optional.ofNullable(identity).map(this::caller));
    }

    Uni<Boolean> redirectToProvider(RoutingContext context) {
        return oidc.sendChallenge(context);
    }

    private Caller caller(SecurityIdentity identity) {
        String name = identity.getPrincipal().getName();
        return new Caller(name, "oidc:" + name, roles(identity), Caller.Via.HEADER);
    }

    /** Names that are mapped, and names that already are those of our roles; all others mean nothing here. */
    private Set<Role> roles(SecurityIdentity identity) {
        var roles = EnumSet.noneOf(Role.class);
        for (String name : identity.getRoles()) {
            Role.of(roleNames.getOrDefault(name, name)).ifPresent(roles::add);
        }
        return roles;
    }
}
