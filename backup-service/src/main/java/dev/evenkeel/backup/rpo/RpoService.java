package dev.evenkeel.backup.rpo;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.backup.targets.BackupConfiguration;
import dev.evenkeel.backup.targets.Rpo;
import dev.evenkeel.backup.targets.Target;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/** Holds what there is to go back to against what is promised, and writes down and tells when that changes. */
@ApplicationScoped
public class RpoService {

    private final LiveConfiguration<BackupConfiguration> configuration;
    private final RpoStore store;
    private final Clock clock;

    RpoService(LiveConfiguration<BackupConfiguration> configuration, RpoStore store, Clock clock) {
        this.configuration = configuration;
        this.store = store;
        this.clock = clock;
    }

    /** How every target stands that has an objective, or had one, by name. */
    public Uni<List<RpoStanding>> standings() {
        BackupConfiguration current = configuration.current();
        Instant now = clock.instant();
        return store.states().flatMap(states -> {
            Set<String> names = new TreeSet<>(states.keySet());
            current.targets().stream()
                    .filter(target -> target.rpo().isPresent())
                    .forEach(target -> names.add(target.name()));
            return store.points(names)
                    .map(points -> names.stream()
                            .map(name -> standing(name, current, states, points, now))
                            .toList());
        });
    }

    private static RpoStanding standing(
            String name,
            BackupConfiguration current,
            Map<String, RpoState> states,
            Map<String, RpoStore.Points> points,
            Instant now) {
        Optional<Rpo> promised = current.target(name).flatMap(Target::rpo);
        RpoStore.Points known = points.getOrDefault(name, RpoStore.Points.NONE);
        boolean provenOnly = promised.filter(Rpo::proven).isPresent();
        return new RpoStanding(
                name,
                promised,
                states.getOrDefault(name, RpoState.initial(now)),
                provenOnly ? known.proven() : known.complete(),
                now);
    }

    /** Looks at every target. @return how they stand now */
    Uni<List<RpoStanding>> look() {
        // Before the first configuration is read nobody knows what is promised, and nothing is withdrawn.
        if (configuration.status().loadedAt() == null) {
            return Uni.createFrom().item(List.of());
        }
        return standings()
                .flatMap(seen -> Multi.createFrom()
                        .iterable(seen)
                        .filter(standing -> !standing.next().equals(standing.state()))
                        .onItem()
                        .transformToUniAndConcatenate(store::advance)
                        .collect()
                        .last()
                        .replaceWith(seen.stream()
                                .map(standing -> standing.in(standing.next()))
                                .toList()));
    }
}
