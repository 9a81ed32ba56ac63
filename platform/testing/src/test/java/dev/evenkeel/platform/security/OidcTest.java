package dev.evenkeel.platform.security;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.Map;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestKeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

@ServiceTest
@TestProfile(OidcTest.WithIdentityProvider.class)
class OidcTest {

    private static IdentityProvider provider;

    @TestHTTPResource("/")
    URI service;

    /** A service that trusts an identity provider of ours. */
    public static class WithIdentityProvider implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.oidc.tenant-enabled", "true",
                    "quarkus.oidc.auth-server-url", provider().issuer(),
                    "quarkus.oidc.client-id", IdentityProvider.CLIENT,
                    "quarkus.oidc.credentials.secret", "a secret of the client, thirty-two",
                    "quarkus.oidc.token.audience", IdentityProvider.CLIENT,
                    "quarkus.oidc.roles.role-claim-path", "realm/groups",
                    "evenkeel.security.oidc.sign-in-label", "Example",
                    "evenkeel.security.oidc.roles.sre", "operator");
        }
    }

    // Class loaders: the profile is asked in one, the test runs in another; a provider for each would not be the same.
    private static synchronized IdentityProvider provider() {
        if (provider == null) {
            try {
                provider = new IdentityProvider();
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
        return provider;
    }

    @Test
    void aGroupOfTheIdentityProviderStandsForARole() {
        bearer(provider().token("grace", "sre"))
                .get("/test/viewer")
                .then()
                .statusCode(200)
                .body(is("grace"));
        bearer(provider().token("grace", "sre")).get("/api/v1/keys").then().statusCode(403);
    }

    @Test
    void aRoleOfOursInTheTokenCounts() {
        bearer(provider().token("ada", "admin")).get("/api/v1/keys").then().statusCode(200);
    }

    @Test
    void whoeverHasNoRoleMayDoNothing() {
        bearer(provider().token("eve", "sales")).get("/test/viewer").then().statusCode(403);
    }

    @Test
    void anExpiredAForgedAndAForeignTokenAreRefused() throws GeneralSecurityException {
        for (String token : new String[] {
            provider().expiredToken("grace", "admin"),
            provider().forgedToken("grace", "admin"),
            provider().tokenForSomebodyElse("grace", "admin"),
            "not.a.token"
        }) {
            bearer(token)
                    .get("/test/viewer")
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("detail", containsString("bearer token is not valid"));
        }
    }

    @Test
    void apiKeysGoOnWorkingBesideIt() {
        TestKeys.as(Role.VIEWER).get("/test/viewer").then().statusCode(200);
    }

    @Test
    void theSignInPageOffersTheIdentityProvider() {
        given().get("/sign-in?to=/checks")
                .then()
                .statusCode(200)
                .body(containsString("Sign in with Example"), containsString("/sign-in/oidc?to=%2Fchecks"));
    }

    @Test
    void signingInAtTheIdentityProviderOpensASessionAndLeadsBack() throws Exception {
        try (HttpClient browser = browser()) {
            HttpResponse<String> page = visit(browser, "/sign-in/oidc?to=/test/page");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.uri().getPath()).isEqualTo("/test/page");
            assertThat(page.body()).contains("grace", "operator");
        }
    }

    private HttpResponse<String> visit(HttpClient browser, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(service.resolve(path))
                .header("Accept", "text/html")
                .build();
        return browser.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}
