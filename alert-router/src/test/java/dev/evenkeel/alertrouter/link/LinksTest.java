package dev.evenkeel.alertrouter.link;

import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.alert.Fingerprint;
import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.AuditService;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

@ServiceTest
class LinksTest {

    private static int counter;

    private final String name = "Linked" + counter++;

    @Inject
    IncidentLinkSource links;

    @Inject
    LinkKeyStore keys;

    @Inject
    AuditService audit;

    @Inject
    Pool pool;

    @Inject
    Clock clock;

    @BeforeEach
    void anIncident() {
        TestClock.stop();
        RouterUnderTest.configure("""
                route: {receiver: team, group_by: [alertname], group_wait: 0s}
                receivers: [{name: team, inbox_configs: [{}]}]
                """);
        TestKeys.as(Role.OPERATOR)
                .post("/internal/tasks/rotate-link-keys")
                .then()
                .statusCode(200);
        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"" + name + "\",\"env\":\"x\"}}]")
                .statusCode(200);
        RouterUnderTest.flush();
    }

    @Test
    void openingALinkChangesNothingAndItsButtonTakesTheIncidentOn() {
        String path = path(forGroup().acknowledge());

        stranger("GET", path).then().statusCode(200).body(containsString(name)).body(containsString("Take it on"));
        incident().body("items[0].status", is("open"));
        stranger("POST", path).then().statusCode(200).body(containsString("is acknowledged now"));

        String id = incident()
                .body("items[0].status", is("acknowledged"))
                .body("items[0].acknowledgedBy", is("a link sent to team"))
                .extract()
                .path("items[0].id");
        stranger("POST", path).then().statusCode(200).body(containsString("is not open"));
        TestKeys.as(Role.OPERATOR)
                .get("/api/v1/audit?objectId=" + id)
                .then()
                .body("items.actorKind", hasItem("link"))
                .body("items.credential", hasItem("link to team"))
                .body("items.address", hasItem("127.0.0.1"));
    }

    @Test
    void aNotificationCarriesLinksThatItsTemplateAsksFor() {
        try (HttpSink team = HttpSink.start()) {
            JsonObject told = tell(team);

            stranger("GET", path(told.getString("ack"))).then().statusCode(200).body(containsString("Told" + name));
            stranger("GET", path(told.getString("quiet")))
                    .then()
                    .statusCode(200)
                    .body(containsString("8h"));
            assertThat(told.getString("none")).isNullOrEmpty();
        }
    }

    @Test
    void aKeyThatAnotherReplicaReplacedSignsNoMoreNotifications() {
        var other = new LinkKeyService(keys, audit, pool, clock, Duration.ofDays(30), Duration.ofDays(3));
        other.replaceAll(Actor.itself()).await().atMost(Duration.ofSeconds(10));
        TestClock.advance(Duration.ofSeconds(6));
        try (HttpSink team = HttpSink.start()) {

            JsonObject told = tell(team);

            stranger("GET", path(told.getString("ack"))).then().statusCode(200);
        }
    }

    /** What a webhook was told, whose document has links. */
    private JsonObject tell(HttpSink team) {
        RouterUnderTest.configure("""
                route: {receiver: told, group_by: [alertname], group_wait: 0s}
                receivers:
                - name: told
                  webhook_configs:
                  - url: 'http://127.0.0.1:%d/'
                    payload: {about: '{{ .GroupLabels.alertname }}', ack: '{{ actionLink "acknowledge" }}', quiet: '{{ actionLink "silence 8h" }}', none: '{{ actionLink "dance" }}'}
                """.formatted(team.port()));
        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"Told" + name + "\"}}]")
                .statusCode(200);
        RouterUnderTest.flush();
        return team.requests().stream()
                .map(request -> new JsonObject(request.body()))
                .filter(document -> document.getString("about").equals("Told" + name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aLinkToSilenceSilencesTheGroupOnceForItsTime() {
        String path = path(forGroup().silence().get("1h"));

        stranger("GET", path).then().statusCode(200).body(containsString(name));
        stranger("POST", path).then().statusCode(200).body(containsString("Silenced until"));
        stranger("POST", path).then().statusCode(200).body(containsString("does so once"));

        TestKeys.as(Role.VIEWER)
                .get("/api/v2/silences?filter=alertname=" + name)
                .then()
                .body("", hasSize(1))
                .body("[0].matchers.value", contains(name))
                .body("[0].createdBy", is("a link sent to team"));
        String id = incident().extract().path("items[0].id");
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + id + "/timeline")
                .then()
                .body(
                        "findAll { it.kind == 'silenced' }.text",
                        contains(startsWith("a link sent to team silenced alerts of it until "
                                + TestClock.now().plus(Duration.ofHours(1)))))
                .body("findAll { it.kind == 'silenced' }.actor", contains("a link sent to team"));
    }

    @Test
    void aLinkToSilenceAGroupWithoutLabelsIsAboutWhatAllOfItsAlertsShareHoweverManyThereAre() {
        RouterUnderTest.configure("""
                route:
                  receiver: team
                  routes: [{matchers: ['set="%s"'], group_by: []}]
                receivers: [{name: team}]
                """.formatted(name));
        // members are read in this order, a thousand at a time
        Stream<Labels> first = members("shard", "seven").filter(labels -> Fingerprint.of(labels) < 0);
        Stream<Labels> last = members("other", "x").filter(labels -> Fingerprint.of(labels) > 0);
        RouterUnderTest.post(Stream.concat(first.limit(1100), last.limit(1))
                        .map(labels -> "{\"labels\":" + TextMapJson.write(labels) + "}")
                        .collect(Collectors.joining(",", "[", "]")))
                .statusCode(200);
        String groupKey = "{}/{set=\"" + name + "\"}:{}";
        String path =
                path(links.forGroup(groupKey, "team").orElseThrow().silence().get("1h"));

        ValidatableResponse page = stranger("GET", path).then().statusCode(200);

        page.body(containsString(name)).body(not(containsString("seven")));
    }

    private Stream<Labels> members(String label, String value) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> Labels.of("alertname", "A" + i, "set", name, label, value));
    }

    @Test
    void aLinkIsForOneIncidentAndNoLaterOneOfItsGroup() {
        String path = path(forGroup().resolve());
        String id = incident().extract().path("items[0].id");
        TestKeys.as(Role.RESPONDER)
                .post("/api/v1/incidents/" + id + "/acknowledge")
                .then()
                .statusCode(200);
        stranger("POST", path).then().statusCode(200).body(containsString("is resolved now"));

        TestClock.advance(Duration.ofHours(1));
        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"" + name + "\",\"env\":\"y\"}}]")
                .statusCode(200);
        RouterUnderTest.flush();
        stranger("POST", path).then().statusCode(200).body(containsString("nothing to do"));

        TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents?status=open&q=" + name)
                .then()
                .body("items", hasSize(1));
    }

    @Test
    void aLinkExpires() {
        String path = path(forGroup().acknowledge());

        TestClock.advance(Duration.ofDays(3));

        stranger("GET", path).then().statusCode(410);
        stranger("POST", path).then().statusCode(410);
        incident().body("items[0].status", is("open"));
    }

    @Test
    void aForgedLinkAndOneWhoseKeyWasReplacedAreNone() {
        String path = path(forGroup().acknowledge());
        stranger("POST", path.replace("~a~", "~r~")).then().statusCode(404);
        stranger("POST", "/links/x").then().statusCode(404);

        TestKeys.as(Role.ADMIN).post("/api/v1/link-keys/replace").then().statusCode(204);

        stranger("POST", path).then().statusCode(404);
        stranger("POST", path(forGroup().acknowledge())).then().statusCode(200);
        TestKeys.as(Role.OPERATOR).post("/api/v1/link-keys/replace").then().statusCode(403);
    }

    @Test
    void aKeyThatSignedLongEnoughIsFollowedByAnotherAndVerifiesOn() {
        TestClock.advance(Duration.ofDays(29).plusHours(23));
        String path = path(forGroup().acknowledge());

        TestClock.advance(Duration.ofHours(2));
        TestKeys.as(Role.OPERATOR)
                .post("/internal/tasks/rotate-link-keys")
                .then()
                .statusCode(200);

        String after = path(forGroup().acknowledge());
        assertThat(after.split("~", -1)[6]).isNotEqualTo(path.split("~", -1)[6]);
        stranger("GET", path).then().statusCode(200);
    }

    private NotificationLinks forGroup() {
        return links.forGroup("{}:{alertname=\"" + name + "\"}", "team").orElseThrow();
    }

    private static String path(String address) {
        return address.substring(address.indexOf("/links/"));
    }

    private static Response stranger(String method, String path) {
        return RestAssured.given().urlEncodingEnabled(false).request(method, path);
    }

    private ValidatableResponse incident() {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents?q=" + name)
                .then()
                .statusCode(200);
    }
}
