package dev.evenkeel.health.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import org.junit.jupiter.api.Test;

import dev.evenkeel.health.Components;
import dev.evenkeel.health.state.ComponentState;
import dev.evenkeel.health.state.State;
import dev.evenkeel.health.state.StateChange;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryServiceTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final List<String> written = new ArrayList<>();
    private boolean databaseIsAway;
    private final HistoryService history = new HistoryService(
            new ChangeStore(null, null) {
                @Override
                Uni<Boolean> write(ComponentChanged changed) {
                    if (databaseIsAway) {
                        return Uni.createFrom().failure(new IllegalStateException("the database is away"));
                    }
                    written.add(changed.change().component());
                    return Uni.createFrom().item(true);
                }
            },
            null);

    @Test
    void allThatWaitedDuringAnOutageIsWrittenInItsOrder() {
        List<String> names = IntStream.range(0, 10_000).mapToObj(i -> "c" + i).toList();
        names.forEach(this::remember);

        run().assertCompleted();

        assertThat(written).isEqualTo(names);
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenByTheNextRound() {
        remember("web");
        remember("api");
        databaseIsAway = true;
        run().assertFailed();

        databaseIsAway = false;
        run().assertCompleted();

        assertThat(written).containsExactly("web", "api");
    }

    @Test
    void aChangeIsWrittenOnce() {
        remember("web");
        run();

        run();

        assertThat(written).containsExactly("web");
    }

    private void remember(String component) {
        StateChange change =
                new StateChange(component, State.UNKNOWN, ComponentState.restored(State.UP, NOON, ""), NOON);
        history.remember(
                new ComponentChanged(change, Optional.of(Components.component(component)), component, List.of()));
    }

    private UniAssertSubscriber<Void> run() {
        return history.run().subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
