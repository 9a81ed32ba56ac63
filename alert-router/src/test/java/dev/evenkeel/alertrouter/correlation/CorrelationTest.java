package dev.evenkeel.alertrouter.correlation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.correlation.LinkStore.Link;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

@ServiceTest
class CorrelationTest {

    private static final HttpSink HEALTH = HttpSink.start();
    private static int counter;

    @Inject
    OccurrenceStore occurrences;

    @Inject
    LinkStore links;

    @Inject
    MergeService merges;

    @Inject
    IncidentService incidents;

    @Inject
    Pool pool;

    private final String test = "t" + counter + "-";
    private final String word = "of" + (char) ('a' + counter++);

    @BeforeEach
    void readTheGraph() {
        HEALTH.reset();
        HEALTH.answer(HttpSink.Answer.status(200).withBody("""
                {"nodes": [{"id": "%1$sweb", "criticality": "critical"}, {"id": "%1$sdb", "criticality": "high"},
                           {"id": "%1$smail", "criticality": "low"}],
                 "edges": [{"source": "%1$sweb", "target": "%1$sdb", "strength": "hard"}]}
                """.formatted(test)));
        configure("same_receiver", false);
        TestClock.stop();
        TestClock.advance(Duration.ofHours(3L * counter));
        Tasks.run("correlate-incidents");
        Tasks.run("read-graph");
    }

    @AfterAll
    static void closeTheSink() {
        HEALTH.close();
    }

    @Test
    void incidentsOfOneCauseAreLinkedAndSayWhy() {
        String db = incident("DiskFull", "db", "critical");
        String web = incident("Slow", "web", "warning");

        settle();

        related(web)
                .body("incident", contains(db))
                .body("[0].evidence.kind", hasItem("graph"))
                .body("[0].evidence.says", hasItem("%1$sweb is 1 hop from %1$sdb".formatted(test)));
        related(db).body("incident", contains(web));
        timeline(db).body("findAll { it.kind == 'related' }.text", everyItem(containsString(web)));
    }

    @Test
    void nothingIsReadAnewUntilSomethingIsToBeDecided() {
        incident("DiskFull", "db", "critical");

        Instant now = TestClock.now();
        Instant from = now.minusSeconds(30);

        assertThat(recent(from, now.minusSeconds(30))).isEmpty();
        assertThat(recent(from, now)).hasSize(1);
    }

    private List<OccurrenceStore.Stored> recent(Instant from, Instant due) {
        return done(occurrences.recent(pool, from, due));
    }

    @Test
    void incidentsOfUnrelatedComponentsStayApart() {
        String db = incident("DiskFull", "db", "critical");
        incident("Slow", "mail", "warning");

        settle();

        related(db).body("", hasSize(0));
    }

    @Test
    void withoutTheGraphAnythingElseStillSpeaks() {
        HEALTH.answer(HttpSink.Answer.status(503));
        TestClock.advance(Duration.ofHours(2));
        Tasks.run("read-graph");
        String one = incident("DiskFull", "db", "critical");
        String other = incident("DiskFull", "web", "warning");

        settle();

        related(other).body("incident", contains(one)).body("[0].evidence.kind", hasItem("text"));
    }

    @Test
    void nothingIsLinkedIfThatIsNotWanted() {
        configure("none", false);
        String db = incident("DiskFull", "db", "critical");
        incident("Slow", "web", "warning");

        settle();

        related(db).body("", hasSize(0));
    }

    @Test
    void relatedIncidentsBecomeOneAndTheWorseOneGoesOn() {
        configure("same_receiver", true);
        String web = incident("Slow", "web", "warning");
        String db = incident("DiskFull", "db", "critical");

        settle();

        get(web, "").body("status", is("resolved")).body("mergedInto", is(db));
        get(db, "").body("status", is("open")).body("firing", hasSize(2));
        related(db).body("state", contains("merged"));
        get(db, "root-cause").body("suspects", hasSize(2));
    }

    @Test
    void whatIsOverByNowKeepsNothingElseFromBeingMerged() {
        String db = incident("DiskFull", "db", "critical");
        String web = incident("Slow", "web", "warning");
        String mail = incident("Slow", "mail", "warning");
        List<Link> links = List.of(linkedToMerge(db, web), linkedToMerge(db, mail));
        MergePlan plan = MergePlan.of(links, standing(db, web, mail));
        resolve("Slow", "web", "warning");

        done(merges.carryOut(plan));
        done(merges.mergeWhatIsToBe());

        get(mail, "").body("mergedInto", is(db));
        related(web).body("state", contains("linked"));
    }

    private Link linkedToMerge(String incident, String other) {
        var link = new Link(
                UUID.fromString(incident),
                UUID.fromString(other),
                TestClock.now(),
                List.of(),
                LinkStore.State.TO_MERGE,
                "");
        done(links.add(pool, link));
        return link;
    }

    private Map<UUID, Incident> standing(String... ids) {
        return Stream.of(ids)
                .map(id -> done(incidents.find(UUID.fromString(id))).orElseThrow())
                .collect(Collectors.toMap(Incident::id, incident -> incident));
    }

    private static <T> T done(Uni<T> work) {
        return work.await().atMost(Duration.ofSeconds(20));
    }

    @Test
    void aCriticalIncidentDoesNotDisappearInOneThatSomebodyHasTakenOn() {
        configure("same_receiver", true);
        String db = incident("DiskFull", "db", "critical");
        TestKeys.as(Role.RESPONDER)
                .when()
                .post("/api/v1/incidents/" + db + "/acknowledge")
                .then()
                .statusCode(200);
        String web = incident("Slow", "web", "critical");

        settle();

        get(web, "").body("status", is("open"));
        related(web).body("state", contains("linked")).body("remark", contains(containsString("critical")));
    }

    @Test
    void aCriticalIncidentDoesNotFallSilentInOneThatIsSnoozed() {
        configure("same_receiver", true);
        String db = incident("DiskFull", "db", "critical");
        TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .body("{\"for\": \"8h\"}")
                .when()
                .post("/api/v1/incidents/" + db + "/snooze")
                .then()
                .statusCode(200);
        String web = incident("Slow", "web", "critical");

        settle();

        get(web, "").body("status", is("open"));
        related(web).body("state", contains("linked")).body("remark", contains(containsString("snoozed")));
    }

    @Test
    void anAlertThatIsTakenOnScoresHigherThanOneThatIsNot() {
        for (int i = 0; i < 3; i++) {
            String taken = incident("DiskFull", "db", "warning");
            TestKeys.as(Role.RESPONDER)
                    .when()
                    .post("/api/v1/incidents/" + taken + "/acknowledge")
                    .then()
                    .statusCode(200);
            incident("Slow", "mail", "warning");
            resolve("DiskFull", "db", "warning");
            resolve("Slow", "mail", "warning");
            TestClock.advance(Duration.ofMinutes(1));
        }
        Tasks.run("remember-incidents");
        Tasks.run("remember-incidents");

        String id = incidentOfBoth(firing("Slow", "mail", "warning"), firing("DiskFull", "db", "warning"));

        get(id, "scores")
                .body("[0].score", greaterThan(0.6f))
                .body("[0].because", startsWith("Of 3 incidents with this alert here 3 were taken on"));
    }

    @Test
    void aSecondLookChangesNothing() {
        String db = incident("DiskFull", "db", "critical");
        incident("Slow", "web", "warning");
        settle();

        settle();

        timeline(db).body("findAll { it.kind == 'related' }", hasSize(1));
    }

    @Test
    void theRootCauseIsSuggestedWithItsEvidence() {
        for (int i = 0; i < 3; i++) {
            incident("Slow", "web", "warning");
            resolve("Slow", "web", "warning");
            Tasks.run("remember-incidents");
        }
        String id = incidentOfBoth(firing("Slow", "web", "warning"), firing("DiskFull", "db", "warning"));

        ValidatableResponse answer = TestKeys.as(Role.VIEWER)
                .when()
                .get("/api/v1/incidents/" + id + "/root-cause")
                .then()
                .statusCode(200);

        answer.body("suspects.entity", contains(test + "db", test + "web"))
                .body("suspects.criticality", contains("high", "critical"))
                .body("suspects[0].evidence[0].says", startsWith("DiskFull" + word + ": seen in 0 of "));
    }

    @Test
    void anIncidentThatThereIsNotIsAProblem() {
        TestKeys.as(Role.VIEWER)
                .when()
                .get("/api/v1/incidents/00000000-0000-0000-0000-000000000000/root-cause")
                .then()
                .statusCode(404);
    }

    @Test
    void anUnknownWordInTheFileIsRefusedWithItsLine() {
        String problems = TestKeys.as(Role.OPERATOR)
                .contentType("text/plain")
                .body("related_groups: everybody\n")
                .when()
                .put("/api/v1/configuration/files/correlation.yaml")
                .then()
                .statusCode(400)
                .extract()
                .asString();

        assertThat(problems).contains("must be none, same_receiver or any", "correlation.yaml");
    }

    private static void configure(String groups, boolean merge) {
        RouterUnderTest.configure("""
                route:
                  receiver: team
                  group_by: [alertname, component]
                  group_wait: 0s
                  group_interval: 10s
                  routes:
                  - matchers: ['both=~".+"']
                    group_by: [both]
                receivers:
                - name: team
                """);
        TestKeys.as(Role.OPERATOR)
                .contentType("text/plain")
                .body("related_groups: %s\nmerge: %s\ngraph: { url: '%s', refresh: 5s, max_age: 1h }\n"
                        .formatted(groups, merge, HEALTH.url("")))
                .when()
                .put("/api/v1/configuration/files/correlation.yaml")
                .then()
                .statusCode(200);
    }

    private String incident(String name, String component, String severity) {
        return incidentOf(firing(name, component, severity));
    }

    private String incidentOf(String... alerts) {
        RouterUnderTest.post("[" + String.join(",", alerts) + "]").statusCode(200);
        TestClock.advance(Duration.ofSeconds(1));
        RouterUnderTest.flush();
        return TestKeys.as(Role.VIEWER)
                .when()
                .get("/api/v1/incidents?limit=1")
                .then()
                .extract()
                .path("items[0].id");
    }

    private String incidentOfBoth(String one, String other) {
        return incidentOf((one + "," + other).replace("\"labels\":{", "\"labels\":{\"both\":\"" + word + "\","));
    }

    private void resolve(String name, String component, String severity) {
        Instant now = TestClock.now();
        RouterUnderTest.post("[{\"endsAt\":\"%s\",\"startsAt\":\"%s\",%s]"
                        .formatted(
                                now,
                                now.minusSeconds(1),
                                firing(name, component, severity).substring(1)))
                .statusCode(200);
        TestClock.advance(Duration.ofSeconds(11));
        RouterUnderTest.flush();
    }

    private static void settle() {
        TestClock.advance(Duration.ofSeconds(70));
        Tasks.run("correlate-incidents");
    }

    private String firing(String name, String component, String severity) {
        return "{\"labels\":{\"alertname\":\"%s\",\"component\":\"%s%s\",\"severity\":\"%s\"}}"
                .formatted(name + word, test, component, severity);
    }

    private static ValidatableResponse related(String incident) {
        return get(incident, "related");
    }

    private static ValidatableResponse timeline(String incident) {
        return get(incident, "timeline");
    }

    private static ValidatableResponse get(String incident, String what) {
        return TestKeys.as(Role.VIEWER)
                .when()
                .get("/api/v1/incidents/" + incident + (what.isEmpty() ? "" : "/" + what))
                .then()
                .statusCode(200);
    }
}
