package dev.evenkeel.platform.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;

import static dev.evenkeel.testing.TestKeys.as;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

@ServiceTest
class ConfigurationResourceTest {

    @Inject
    LiveConfiguration<List<String>> greetings;

    @ConfigProperty(name = "evenkeel.configuration.folder")
    Path folder;

    /** The configuration of the bare service: documents that each hold one greeting. */
    @Singleton
    static class Greetings {

        @Produces
        @Singleton
        LiveConfiguration<List<String>> greetings(Clock clock) {
            return new LiveConfiguration<>(Greetings::read, List.of(), clock);
        }

        private static List<String> read(List<ConfigDocument> documents) {
            return documents.stream()
                    .map(document -> {
                        ConfigMapping fields = document.root().mapping();
                        String greeting = fields.required("greeting").name();
                        fields.refuseOthers();
                        return greeting;
                    })
                    .toList();
        }
    }

    @BeforeEach
    void oneGoodFileIsInForce() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("a.yaml"), "greeting: hello\n");
        Files.deleteIfExists(folder.resolve("b.yaml"));
        as(Role.OPERATOR).when().post("/-/reload").then().statusCode(200);
    }

    /** The folder is shared by all tests of the bare service, which would not be ready with a bad file in it. */
    @AfterEach
    void onlyTheGoodFileIsLeft() throws IOException {
        Files.deleteIfExists(folder.resolve("b.yaml"));
        as(Role.OPERATOR).when().post("/-/reload").then().statusCode(200);
    }

    @Test
    void aHangupHasTheFolderReadAgain() throws IOException, InterruptedException {
        Assumptions.assumeFalse(hangupsAreIgnored(), "whoever started this JVM, as nohup does, has it ignore SIGHUP");
        Files.writeString(folder.resolve("b.yaml"), "greeting: hej\n");

        int exit = new ProcessBuilder(
                        "kill", "-HUP", Long.toString(ProcessHandle.current().pid()))
                .start()
                .waitFor();

        assertThat(exit).isZero();
        Awaitility.await()
                .untilAsserted(() -> assertThat(greetings.current()).containsExactlyInAnyOrder("hello", "hej"));
    }

    /** The bit of the first signal in the mask of proc(5). */
    private static boolean hangupsAreIgnored() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> Character.digit(line.charAt(line.length() - 1), 16) % 2 == 1);
    }

    @Test
    void whatIsInForceIsShownWithoutItsText() {
        as(Role.VIEWER)
                .when()
                .get("/api/v1/configuration")
                .then()
                .statusCode(200)
                .body("successful", is(true))
                .body("files", contains("a.yaml"))
                .body("problems", empty());
    }

    @Test
    void aDocumentThatIsAppliedIsInForceAndInTheFolder() {
        as(Role.OPERATOR)
                .contentType("application/yaml")
                .body("greeting: moin\n".getBytes(UTF_8))
                .when()
                .put("/api/v1/configuration/files/b.yaml")
                .then()
                .statusCode(200)
                .body("inForce", is(true));

        assertThat(greetings.current()).containsExactly("hello", "moin");
        assertThat(folder.resolve("b.yaml")).hasContent("greeting: moin");
    }

    @Test
    void aDryRunSaysWhatWouldBeWrongAndChangesNothing() {
        as(Role.OPERATOR)
                .contentType("application/yaml")
                .body("greeting: moin\nmood: good\n".getBytes(UTF_8))
                .when()
                .put("/api/v1/configuration/files/b.yaml?dryRun=true")
                .then()
                .statusCode(400)
                .body("errors.where", contains("b.yaml:2:7"))
                .body("errors[0].what", containsString("mood is not a field here"));

        assertThat(greetings.current()).containsExactly("hello");
        assertThat(folder.resolve("b.yaml")).doesNotExist();
    }

    @Test
    void aBadFileIsRefusedOnReloadAndShownInMetrics() throws IOException {
        Files.writeString(folder.resolve("b.yaml"), "greeting: [\n");

        as(Role.OPERATOR).when().post("/-/reload").then().statusCode(400).body("errors[0].where", is("b.yaml:2:1"));

        assertThat(greetings.current()).containsExactly("hello");
        given().when().get("/q/metrics").then().body(containsString("evenkeel_config_last_reload_successful 0.0"));
    }

    @Test
    void aNameCannotLeadOutOfTheFolder() {
        as(Role.OPERATOR)
                .urlEncodingEnabled(false)
                .contentType("application/yaml")
                .body("greeting: moin\n".getBytes(UTF_8))
                .when()
                .put("/api/v1/configuration/files/..%2Fb.yaml")
                .then()
                .statusCode(400);

        assertThat(folder.resolve("../b.yaml")).doesNotExist();
    }

    @Test
    void onlyAnOperatorMayChangeIt() {
        as(Role.RESPONDER).when().post("/-/reload").then().statusCode(403);
        given().when().post("/-/reload").then().statusCode(401);
    }
}
