package dev.evenkeel.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The story behind {@code keel demo}: a service is killed, and the suite notices, names the root, tells somebody once,
 * counts the broken promise, and closes everything when the service is back. Nothing is staged: each step is seen over
 * the same REST that everybody uses.
 */
final class Demo {

    /** Nobody is told by it, and something depends on it. */
    private static final Member VICTIM = Member.BACKUP;

    private static final String OBJECTIVE = VICTIM.folder() + "-availability";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration A_WHILE = Duration.ofSeconds(90);

    private final Suite suite;
    private final SuiteApi api;
    private final Timeline timeline;
    private final Console console;
    private Instant begin = Instant.EPOCH;

    Demo(Suite suite, SuiteApi api, Timeline timeline, Console console) {
        this.suite = suite;
        this.api = api;
        this.timeline = timeline;
        this.console = console;
    }

    /** @throws KeelException naming the step that did not happen */
    void tell() {
        console.say("Before: everything is up, and the promise of " + VICTIM.folder() + " is being counted.");
        timeline.await("everything is up and quiet", A_WHILE, this::everythingIsUp);
        console.say("\nThe story:");

        begin = Instant.now();
        suite.kill(VICTIM);
        Timeline.Event fault = timeline.happened(VICTIM.folder() + " is killed");
        Timeline.Event detected = timeline.await("health-service sees the outage", SOON, this::outageIsSeen);
        timeline.await(
                "the event becomes an alert",
                SOON,
                () -> alert("ComponentDown")
                        .map(alert -> "alert-router has the alert "
                                + alert.path("labels").path("alertname").asText()));
        timeline.await(
                "the alert opens an incident",
                SOON,
                () -> incident("ComponentDown", "open")
                        .map(incident ->
                                "incident opened: " + incident.path("title").asText()));
        Timeline.Event told = timeline.await(
                "one notification reaches the inbox",
                SOON,
                () -> notification("firing")
                        .map(notification -> "notification in the inbox: "
                                + notification.path("title").asText()));
        timeline.await("the promise burns", A_WHILE, this::promiseBurns);

        suite.up();
        Timeline.Event back = timeline.happened(VICTIM.folder() + " is back");
        timeline.await("health-service sees the recovery", SOON, this::recoveryIsSeen);
        timeline.await(
                "the end is told",
                SOON,
                () -> notification("resolved").map(notification -> "notification in the inbox: resolved"));
        Timeline.Event resolved = timeline.await(
                "the incident is resolved",
                SOON,
                () -> incident("ComponentDown", "resolved").map(incident -> "incident resolved"));
        timeline.await("the promise is kept again", A_WHILE, this::promiseIsKept);
        timeline.await("every incident of the story is resolved", SOON, this::allIsQuiet);
        toldOnce();

        console.say("\nMeasured:");
        console.say(Timeline.between("fault to detection", fault, detected));
        console.say(Timeline.between("detection to notification", detected, told));
        console.say(Timeline.between("fault to notification", fault, told));
        console.say(Timeline.between("recovery to resolution", back, resolved));
    }

    private Optional<String> everythingIsUp() {
        boolean up = api.get(Member.HEALTH, "/health")
                .filter(health -> health.path("status").asText().equals("up"))
                .filter(health -> !health.path("components").toString().contains("unknown"))
                .isPresent();
        boolean counted = objective()
                .filter(objective -> objective.path("total").asDouble() > 0)
                .isPresent();
        return up && counted && allIsQuiet().isPresent() ? Optional.of("everything is up and quiet") : Optional.empty();
    }

    private Optional<String> outageIsSeen() {
        return component()
                .filter(component -> isIn(component, "down"))
                .map(component -> "health-service says "
                        + VICTIM.folder() + " is down: "
                        + component.path("reason").asText()
                        + "; the root is " + component.path("cause").asText()
                        + "; needed by " + names(component.path("dependents")));
    }

    private Optional<String> recoveryIsSeen() {
        return component()
                .filter(component -> isIn(component, "up"))
                .map(component -> "health-service says " + VICTIM.folder() + " is up");
    }

    private Optional<String> promiseBurns() {
        return objective()
                .filter(objective -> phase(objective).equals("firing"))
                .map(objective -> "slo-service says the budget of " + OBJECTIVE + " burns "
                        + Math.round(objective
                                .path("policies")
                                .path(0)
                                .path("shortBurnRate")
                                .asDouble())
                        + " times too fast");
    }

    private Optional<String> promiseIsKept() {
        return objective()
                .filter(objective -> phase(objective).equals("calm"))
                .map(objective -> "slo-service says the budget has ceased to burn");
    }

    private Optional<String> allIsQuiet() {
        return api.get(Member.ALERTS, "/api/v1/incidents?status=open")
                .filter(incidents -> StreamSupport.stream(
                                incidents.path("items").spliterator(), false)
                        .noneMatch(
                                incident -> incident.path("groupKey").asText().contains(VICTIM.folder())))
                .map(incidents -> "no incident is open any more");
    }

    /** One outage, one page: a second notification would be the noise that this suite is there to prevent. */
    private void toldOnce() {
        long pages = api.get(Member.ALERTS, "/api/v1/inbox?since=" + begin).stream()
                .flatMap(inbox -> StreamSupport.stream(inbox.path("items").spliterator(), false))
                .filter(notification -> isAbout(notification, "ComponentDown"))
                .filter(notification -> notification.path("status").asText().equals("firing"))
                .count();
        if (pages != 1) {
            throw new KeelException("The outage was told " + pages + " times, and should have been told once.");
        }
        timeline.happened("the outage was told exactly once");
    }

    private Optional<JsonNode> component() {
        return api.get(Member.HEALTH, "/api/v1/components/" + VICTIM.folder());
    }

    private Optional<JsonNode> objective() {
        return api.get(Member.SLO, "/api/v1/slos/" + OBJECTIVE);
    }

    private Optional<JsonNode> alert(String name) {
        return api.get(Member.ALERTS, "/api/v2/alerts")
                .flatMap(alerts -> StreamSupport.stream(alerts.spliterator(), false)
                        .filter(alert ->
                                alert.path("labels").path("alertname").asText().equals(name))
                        .filter(alert ->
                                alert.path("labels").path("component").asText().equals(VICTIM.folder()))
                        .findFirst());
    }

    private Optional<JsonNode> incident(String alertName, String status) {
        return newest("/api/v1/incidents?status=" + status, "openedAt", alertName);
    }

    private Optional<JsonNode> notification(String status) {
        return newest("/api/v1/inbox?since=" + begin, "receivedAt", "ComponentDown")
                .filter(notification -> notification.path("status").asText().equals(status));
    }

    /** The newest item of a page that began with this story and is about the victim. */
    private Optional<JsonNode> newest(String path, String time, String alertName) {
        return api.get(Member.ALERTS, path)
                .flatMap(page -> StreamSupport.stream(page.path("items").spliterator(), false)
                        .filter(item -> isAbout(item, alertName))
                        .filter(item -> !Instant.parse(item.path(time).asText()).isBefore(begin))
                        .findFirst());
    }

    private static boolean isAbout(JsonNode item, String alertName) {
        String group = item.path("groupKey").asText();
        return group.contains("\"" + alertName + "\"") && group.contains("\"" + VICTIM.folder() + "\"");
    }

    private static boolean isIn(JsonNode component, String state) {
        return component.path("state").asText().equals(state);
    }

    private static String phase(JsonNode objective) {
        return objective.path("policies").path(0).path("phase").asText();
    }

    private static String names(JsonNode list) {
        String names = String.join(
                ", ",
                StreamSupport.stream(list.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
        return names.isEmpty() ? "nothing" : names;
    }
}
