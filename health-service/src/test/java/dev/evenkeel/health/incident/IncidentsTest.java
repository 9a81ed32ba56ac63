package dev.evenkeel.health.incident;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

import jakarta.inject.Inject;

import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.configuration.ConfigurationService;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.IncidentEvents;
import dev.evenkeel.testing.ServiceTest;

import static dev.evenkeel.testing.TestKeys.as;
import static dev.evenkeel.testing.TestKeys.startPage;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

@ServiceTest
class IncidentsTest {

    private static final Instant BEGAN = Instant.parse("2026-11-21T02:00:00Z");
    private static final Instant ENDED = BEGAN.plusSeconds(600);

    @Inject
    ConfigurationService configuration;

    private final String component = "web-" + UUID.randomUUID().toString().substring(0, 8);
    private final IncidentEvents incident = IncidentEvents.about("component", component, BEGAN);

    @BeforeEach
    void aComponentIsWatched() throws IOException {
        assertThat(configuration.apply(
                        "checks.yaml",
                        "components: [{ name: %s, check: { tcp: { host: 127.0.0.1, port: 9 } } }]"
                                .formatted(component)))
                .isEmpty();
    }

    @AfterEach
    void nothingIsWatchedAndNothingIsOpen() throws IOException {
        incident.resolved(99, ENDED);
        assertThat(configuration.apply("checks.yaml", "components: []")).isEmpty();
    }

    @Test
    void anIncidentStandsBesideTheComponentThatItNames() {
        incident.opened().statusCode(204);

        ofComponent()
                .body("incidents.id", contains(incident.id()))
                .body("incidents[0].status", is("open"))
                .body("incidents[0].severity", is("critical"));
        startPage().body(containsString("Open incidents")).body(containsString(incident.title()));
    }

    @Test
    void aResolvedIncidentStandsBesideNothingButIsKept() {
        incident.opened().statusCode(204);
        incident.resolved(2, ENDED).statusCode(204);

        ofComponent().body("incidents", empty());
        listed("resolved").body("items.find { it.id == '%s' }.resolvedAt".formatted(incident.id()), notNullValue());
        startPage().body(not(containsString(incident.title())));
    }

    @Test
    void anOpeningThatComesAfterTheEndOpensNothing() {
        incident.resolved(3, ENDED).statusCode(204);
        incident.opened().statusCode(204);
        incident.updated("acknowledged", 2).statusCode(204);

        ofComponent().body("incidents", empty());
        listed("resolved").body("items.id", hasItem(incident.id()));
    }

    @Test
    void whatALateEventNamesIsRememberedAllTheSame() {
        incident.namingNothing().updated("open", 2).statusCode(204);
        ofComponent().body("incidents", empty());

        incident.opened().statusCode(204);

        ofComponent().body("incidents.id", contains(incident.id()));
    }

    @Test
    void theSameTwiceIsOneIncident() {
        incident.opened().statusCode(204);
        incident.opened().statusCode(204);

        ofComponent().body("incidents", hasSize(1));
    }

    @Test
    void thatSomebodyTookItOnIsSeen() {
        incident.opened().statusCode(204);
        incident.updated("acknowledged", 2).statusCode(204);

        ofComponent().body("incidents[0].status", is("acknowledged"));
    }

    @Test
    void anAlertThatNamesOnlyAServiceConcernsTheComponentOfThatName() {
        IncidentEvents ofService = IncidentEvents.about("service", component, BEGAN);
        ofService.opened().statusCode(204);

        ofComponent().body("incidents.id", contains(ofService.id()));
        ofService.resolved(2, ENDED);
    }

    @Test
    void aListIsReadPageByPage() {
        incident.opened().statusCode(204);
        IncidentEvents.about("component", "another", BEGAN).resolved(2, ENDED).statusCode(204);
        var first = listed("").body("items", hasSize(1)).extract();

        as(Role.VIEWER)
                .when()
                .get("/api/v1/incidents?limit=500&cursor=" + first.path("next"))
                .then()
                .statusCode(200)
                .body("items", not(empty()))
                .body("items.id", not(hasItem(first.<String>path("items[0].id"))));
    }

    @Test
    void eventsAndQuestionsThatMakeNoSenseAreRefused() {
        incident.updated("sleeping", 1).statusCode(422).body("detail", containsString("status"));
        as(Role.VIEWER).when().get("/api/v1/incidents?status=sleeping").then().statusCode(400);
        as(Role.VIEWER).when().get("/api/v1/incidents?cursor=MXh5eg").then().statusCode(400);
        given().when().get("/api/v1/incidents").then().statusCode(401);
    }

    private ValidatableResponse ofComponent() {
        return as(Role.VIEWER)
                .when()
                .get("/api/v1/components/" + component)
                .then()
                .statusCode(200);
    }

    /** All of a status, or one of any status if there is none. */
    private static ValidatableResponse listed(String status) {
        return as(Role.VIEWER)
                .when()
                .get("/api/v1/incidents?" + (status.isEmpty() ? "limit=1" : "limit=500&status=" + status))
                .then()
                .statusCode(200);
    }
}
