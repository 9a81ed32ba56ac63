package dev.evenkeel.alertrouter.oncall;

import java.time.Instant;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

@ServiceTest
class SwapsTest extends OncallScenario {

    @Test
    void aSwapHoldsOnceThePartnerHasAcceptedIt() {
        // the key "responder" is ben's; an operator asks in anna's name
        String id = propose(Role.OPERATOR, "anna", "ben", "2026-03-06T08:00:00Z", "2026-03-07T08:00:00Z")
                .statusCode(201)
                .body("status", is("proposed"))
                .extract()
                .path("id");
        viewer("/api/v1/oncall?schedule=primary&at=2026-03-06T12:00:00Z").body("[0].now.person", is("anna"));

        decide(Role.RESPONDER, id, "accept").statusCode(200).body("status", is("accepted"));

        viewer("/api/v1/oncall?schedule=primary&at=2026-03-06T12:00:00Z").body("[0].now.person", is("ben"));
        viewer("/api/v1/oncall?schedule=primary&at=2026-03-13T12:00:00Z").body("[0].now.person", is("anna"));
        decide(Role.RESPONDER, id, "decline").statusCode(409);
        decide(Role.RESPONDER, id, "accept").statusCode(409).body("detail", is("The swap is decided already"));
        viewer("/api/v1/oncall/swaps?status=accepted").body("id", hasItem(id));
    }

    @Test
    void aSwapOfAShiftThatHasBegunHoldsForWhatIsLeftOfIt() {
        String id = propose(Role.OPERATOR, "anna", "ben", "2026-03-02T08:00:00Z", "2026-03-05T08:00:00Z")
                .statusCode(201)
                .extract()
                .path("id");

        decide(Role.RESPONDER, id, "accept").statusCode(200);

        viewer("/api/v1/oncall?schedule=primary").body("[0].now.person", is("ben"));
        viewer("/api/v1/oncall?schedule=primary&at=2026-03-03T11:59:59Z").body("[0].now.person", is("anna"));
    }

    @Test
    void aSwapOfAShiftThatIsOverCannotBeAccepted() {
        String id = propose(Role.OPERATOR, "anna", "ben", "2026-03-06T08:00:00Z", "2026-03-07T08:00:00Z")
                .statusCode(201)
                .extract()
                .path("id");
        TestClock.set(Instant.parse("2026-03-07T08:00:00Z"));

        decide(Role.RESPONDER, id, "accept").statusCode(409).body("detail", containsString("is over"));

        viewer("/api/v1/oncall?schedule=primary&at=2026-03-06T12:00:00Z").body("[0].now.person", is("anna"));
        viewer("/api/v1/oncall/swaps?status=proposed").body("id", hasItem(id));
    }

    @Test
    void nobodyAcceptsInAnothersPlaceButAnOperator() {
        String id = propose(Role.OPERATOR, "anna", "carl", "2026-03-05T08:00:00Z", "2026-03-05T10:00:00Z")
                .statusCode(201)
                .extract()
                .path("id");

        decide(Role.RESPONDER, id, "accept").statusCode(403);
        decide(Role.RESPONDER, id, "withdraw").statusCode(403);
        decide(Role.OPERATOR, id, "decline").statusCode(200).body("status", is("declined"));
    }

    @Test
    void aSwapOfWhatSomebodyHasNotIsRefusedWhenItIsProposedAndWhenItIsAccepted() {
        propose(Role.OPERATOR, "ben", "carl", "2026-04-02T08:00:00Z", "2026-04-02T10:00:00Z")
                .statusCode(409)
                .body("detail", containsString("ben is not on call by primary all the time"));
        String id = propose(Role.OPERATOR, "anna", "ben", "2026-04-02T08:00:00Z", "2026-04-02T10:00:00Z")
                .statusCode(201)
                .extract()
                .path("id");
        create("primary", "carl", "2026-04-02T09:00:00Z", "2026-04-02T09:30:00Z")
                .statusCode(201);

        decide(Role.RESPONDER, id, "accept").statusCode(409);
    }

    private static ValidatableResponse propose(Role by, String requester, String partner, String from, String to) {
        String inReturn = partner.equals("ben") && from.startsWith("2026-03-06")
                ? ", \"inReturn\": {\"from\": \"2026-03-13T08:00:00Z\", \"to\": \"2026-03-14T08:00:00Z\"}"
                : "";
        return TestKeys.as(by)
                .contentType(ContentType.JSON)
                .body("""
                        {"schedule": "primary", "requester": "%s", "partner": "%s",
                         "shift": {"from": "%s", "to": "%s"}%s}
                        """.formatted(requester, partner, from, to, inReturn))
                .post("/api/v1/oncall/swaps")
                .then();
    }

    private static ValidatableResponse decide(Role by, String id, String verb) {
        return TestKeys.as(by).post("/api/v1/oncall/swaps/" + id + "/" + verb).then();
    }
}
