package dev.evenkeel.alertrouter.grouping;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.template.TemplateSet;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class FlushSchedulerTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final List<Integer> claims = new ArrayList<>();
    private int due = 50_000;

    private final GroupStore groups = new GroupStore(null, null) {
        @Override
        Uni<List<ClaimedGroup>> claim(
                Map<String, Integer> capacity, int alerts, Instant now, Function<String, Duration> lease) {
            int next = Math.min(due, capacity.values().iterator().next());
            due -= next;
            claims.add(next);
            String receiver = capacity.keySet().iterator().next();
            return Uni.createFrom()
                    .item(() -> IntStream.range(0, next)
                            .mapToObj(i -> group(receiver))
                            .toList());
        }

        @Override
        Uni<Optional<Instant>> nextDue(Collection<String> receivers) {
            return Uni.createFrom().item(Optional.empty());
        }
    };

    private final FlushService flushes =
            new FlushService(
                    null, null, null, null, null, null, null, null, null, null, null, null, true, List.of("false")) {
                @Override
                Map<ClaimedGroup, Uni<Void>> flush(List<ClaimedGroup> claimed) {
                    return claimed.stream()
                            .collect(Collectors.toMap(
                                    Function.identity(),
                                    group -> Uni.createFrom().voidItem()));
                }
            };

    private final List<Instant> rings = new ArrayList<>();
    private final AlarmScheduler alarm = new AlarmScheduler(null, CLOCK, false) {
        @Override
        public synchronized void ringAt(Instant moment) {
            rings.add(moment);
        }
    };

    private final RouterConfig toInbox = RouterConfig.toInbox(TemplateSet.ofDefaults(CLOCK));
    private final String receiver = toInbox.receivers().keySet().iterator().next();
    private final FlushScheduler scheduler = new FlushScheduler(
            List.of(), flushes, groups, new LiveConfiguration<>(null, toInbox, CLOCK), alarm, CLOCK, 8, 10_000, true);

    @Test
    void allGroupsThatAreDueAreLookedAtAFewAtATime() {
        scheduler
                .round()
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .assertCompleted();

        assertThat(due).isZero();
        assertThat(claims).hasSize(50_000 / 8 + 1).endsWith(0);
    }

    @Test
    void roomThatIsGivenBackUnusedMakesNobodyLookForGroups() {
        List<ClaimedGroup> reserved = List.copyOf(scheduler
                .reserve(IntStream.range(0, 8).mapToObj(i -> group(receiver)).toList())
                .values());

        scheduler.release(reserved);

        assertThat(rings).isEmpty();
    }

    @Test
    void whoeverFoundNoRoomLooksAgainAsSoonAsThereIsSome() {
        List<ClaimedGroup> reserved = List.copyOf(scheduler
                .reserve(IntStream.range(0, 8).mapToObj(i -> group(receiver)).toList())
                .values());
        scheduler
                .round()
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .assertCompleted();

        scheduler.release(reserved);

        assertThat(claims).isEmpty();
        assertThat(rings).containsExactly(NOW);
    }

    private static ClaimedGroup group(String receiver) {
        return new ClaimedGroup(
                UUID.randomUUID(),
                UUID.randomUUID(),
                NOW,
                NOW.plusSeconds(20),
                "0",
                "{}:{}",
                receiver,
                Labels.of(Map.of()),
                1,
                new GroupState(NOW, Map.of()));
    }
}
