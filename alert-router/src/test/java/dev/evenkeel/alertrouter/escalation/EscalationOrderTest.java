package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who comes first when there is more to do than can be done at once. */
@ServiceTest
class EscalationOrderTest extends EscalationScenario {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    EscalationStore escalations;

    @Inject
    PageStore pages;

    @Inject
    ReplicasUnderTest replicas;

    @Inject
    LiveConfiguration<RouterConfig> configuration;

    @BeforeEach
    void everythingIsEscalated() {
        escalate("policies: [{name: p, levels: [{targets: [{receiver: boss}]}]}]\nrules: [{policy: p}]");
    }

    @Test
    void whatIsCriticalGoesBeforeWhatHasWaitedLonger() {
        open("warning");
        open("info");
        UUID critical = open("critical");

        List<UUID> first = await(escalations.due(TestClock.now(), List.of(), 1));
        await(replicas.another().escalation().advanceAll());
        List<Page> told = await(claimOne());

        assertThat(first).containsExactly(critical);
        assertThat(told).extracting(Page::incidentId).containsExactly(critical);
    }

    @Test
    void whatSomebodyAskedForByHandGoesBeforeWhatHasWaitedLonger() {
        open("warning");
        UUID wanted = open("info");
        await(replicas.another().escalation().advanceAll());
        work("escalate", "{}");

        List<Page> told = await(claimOne());

        assertThat(told)
                .extracting(page -> page.kind() + " " + page.incidentId())
                .containsExactly("MANUAL " + wanted);
    }

    @Test
    void whatIsMergedIntoSomethingThatBecomesCriticalGoesBeforeWhatHasWaitedLonger() {
        escalate("policies: [{name: p, levels: [{targets: [{receiver: boss}]}]}]\n"
                + "rules: [{severities: [warning], policy: p}]");
        open("warning");
        UUID merged = open("warning");
        await(replicas.another().escalation().advanceAll());
        TestClock.advance(Duration.ofSeconds(1));
        String info = firing(name + "survivor").replace("critical", "info");
        post(info);
        work("merge", "{\"incidents\": [\"" + merged + "\"]}");

        TestClock.advance(Duration.ofMinutes(1));
        post(info.replace("\"info\"", "\"critical\",\"instance\":\"other\""));

        assertThat(await(claimOne())).extracting(Page::incidentId).containsExactly(merged);
    }

    @Test
    void whatIsLeftToOthersTakesTheTurnOfNothingElse() {
        UUID left = open("warning");
        UUID next = open("warning");

        List<UUID> due = await(escalations.due(TestClock.now(), List.of(left), 1));

        assertThat(due).containsExactly(next);
    }

    @Test
    void whoIsDueIsToldWhateverFailsBefore() {
        List<String> done = new ArrayList<>();
        var storms = new StormEscalationService(null, null, null, null, null, null, null, null, null) {
            @Override
            Uni<Void> holdWhatBeganThem() {
                return failing("storms");
            }
        };
        var steps = new EscalationService(null, null, null, null, null, null, null, null, null) {
            @Override
            Uni<Void> advanceAll() {
                done.add("steps");
                return failing("steps");
            }
        };
        var paging = new PagingService(null, null, null, null, null, null, null, null, null, null, null) {
            @Override
            Uni<Void> tellAll() {
                done.add("pages");
                return Uni.createFrom().voidItem();
            }
        };
        var task = new EscalationTask(storms, steps, paging, configuration);

        assertThatThrownBy(() -> await(task.run())).hasMessageContaining("no storms");

        assertThat(done).containsExactly("steps", "pages");
    }

    private static Uni<Void> failing(String what) {
        return Uni.createFrom().failure(new IllegalStateException("no " + what));
    }

    /** Another one, a second later. */
    private UUID open(String severity) {
        TestClock.advance(Duration.ofSeconds(1));
        post(firing(name + severity + TestClock.now()).replace("critical", severity));
        return UUID.fromString(incident());
    }

    private static void post(String alert) {
        RouterUnderTest.post("[" + alert + "]").statusCode(200);
        RouterUnderTest.flush();
    }

    private Uni<List<Page>> claimOne() {
        return pages.claim(
                UUID.randomUUID(), List.of(), List.of(), 1, TestClock.now(), Map.of(), Duration.ofSeconds(20));
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
