package dev.evenkeel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import dev.evenkeel.platform.security.ApiKey;
import dev.evenkeel.platform.security.Role;

/**
 * One bootstrap key for each role, known to every service under test. A test says as whom it asks:
 * {@code TestKeys.as(Role.VIEWER).when().get("/api/v1/…")}; REST Assured's own {@code given()} asks as nobody.
 */
public final class TestKeys {

    // System properties, as tests and the service may live in different class loaders.
    private static final String PROPERTY = "evenkeel.testing.key.";

    private TestKeys() {}

    /** A request that carries the key of a role. */
    public static RequestSpecification as(Role role) {
        return RestAssured.given().header("Authorization", "Bearer " + of(role));
    }

    /** The start page of the service, as a viewer's browser gets it. */
    public static ValidatableResponse startPage() {
        return as(Role.VIEWER).accept("text/html").when().get("/").then().statusCode(200);
    }

    /** The key of a role, in the clear. Its name is that of the role. */
    public static synchronized String of(Role role) {
        String property = PROPERTY + role.id();
        if (System.getProperty(property) == null) {
            System.setProperty(property, ApiKey.generate(new SecureRandom()).reveal());
        }
        return System.getProperty(property);
    }

    /** Tells the service under test of the keys. */
    public static class Resource implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            return Map.of("evenkeel.security.bootstrap-keys-file", file().toString());
        }

        @Override
        public void stop() {
            // The file is deleted with the JVM: a service that is just stopping may still read it.
        }

        private static Path file() {
            Function<Role, String> entry = role -> "  - {name: %s, roles: [%s], sha256: %s}%n"
                    .formatted(
                            role.id(),
                            role.id(),
                            ApiKey.parse(of(role)).orElseThrow().digest().hex());
            try {
                Path file = Files.createTempFile("evenkeel-keys-", ".yaml");
                file.toFile().deleteOnExit();
                return Files.writeString(
                        file, Arrays.stream(Role.values()).map(entry).collect(Collectors.joining("", "keys:\n", "")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
