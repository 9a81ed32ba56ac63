package dev.evenkeel.alertrouter.analytics;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.analytics.IncidentFigureStore.TakenOn;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.oncall.OncallDirectory;
import dev.evenkeel.alertrouter.oncall.Person;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/** Answers what alerts cost: of incidents, of persons, and of kinds of alerts. */
@ApplicationScoped
public class AnalyticsService {

    /** More people than can be looked at; callers that are no persons of {@code oncall.yaml} among them. */
    private static final int MOST_CALLERS = 1_000;

    private final IncidentFigureStore figures;
    private final NoiseStore noise;
    private final ToldStore told;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Clock clock;

    AnalyticsService(
            IncidentFigureStore figures,
            NoiseStore noise,
            ToldStore told,
            LiveConfiguration<RouterConfig> configuration,
            Clock clock) {
        this.figures = figures;
        this.noise = noise;
        this.told = told;
        this.configuration = configuration;
        this.clock = clock;
    }

    public AnalyticsConfig config() {
        return configuration.current().feature(AnalyticsConfig.class);
    }

    /** Incidents that were opened within a time, all in one. */
    public Uni<IncidentFigures> total(TimeRange range, IncidentFilter filter) {
        return figures.figures(range, filter, Grouping.none(), 1)
                .map(found -> found.isEmpty() ? IncidentFigures.NONE : found.getFirst());
    }

    /**
     * The same in groups: those with the most incidents first, days in their order. An incident with alerts of several names
     * is in the group of each.
     */
    public Uni<List<IncidentFigures>> groups(TimeRange range, IncidentFilter filter, Grouping grouping, int most) {
        return figures.figures(range, filter, grouping, most)
                .map(found -> grouping.isByTime()
                        ? found.stream()
                                .sorted(Comparator.comparing(IncidentFigures::group))
                                .toList()
                        : found);
    }

    /** Incidents that waited longest for somebody to take them on. */
    public Uni<List<LongWait>> longestUnacknowledged(TimeRange range, IncidentFilter filter, int most) {
        return figures.longestUnacknowledged(range, filter, clock.instant(), most);
    }

    /** Names of alerts, those with the most notifications first. */
    public Uni<List<NoiseLine>> noisiest(TimeRange range, IncidentFilter filter, int most) {
        return noise(range, filter, Grouping.byAlertName(), NoiseRanking.Order.NOTIFICATIONS, most);
    }

    /** How many alerts ended within a time; empty where only some receivers are looked at, since nobody knows theirs. */
    public Uni<Optional<Long>> alertsEnded(TimeRange range, IncidentFilter filter) {
        return episodes(range, filter, Grouping.none())
                .map(found -> found.map(byKind -> byKind.values().stream()
                        .mapToLong(NoiseRanking.Episodes::all)
                        .sum()));
    }

    private Uni<Optional<Map<String, NoiseRanking.Episodes>>> episodes(
            TimeRange range, IncidentFilter filter, Grouping grouping) {
        return filter.suitsEpisodes()
                ? noise.episodes(range, filter, grouping, config().labels()).map(Optional::of)
                : Uni.createFrom().item(Optional.empty());
    }

    Uni<List<NoiseLine>> noise(
            TimeRange range, IncidentFilter filter, Grouping grouping, NoiseRanking.Order order, int most) {
        AnalyticsConfig config = config();
        return Uni.combine()
                .all()
                .unis(episodes(range, filter, grouping), noise.incidents(range, filter, grouping, config.brief()))
                .with((episodes, incidents) -> NoiseRanking.of(episodes, incidents, config.brief(), order, most));
    }

    /** Everybody who was told or took an incident on, who was told most first; nights are those of the person's own clock. */
    public Uni<List<PersonLoad>> people(TimeRange range) {
        OncallDirectory directory = configuration.current().feature(OncallDirectory.class);
        Hours hours = config().hours();
        return Uni.combine()
                .all()
                .unis(
                        told.told(range.from(), range.to())
                                .collect()
                                .in(
                                        TreeMap<String, PageCounter>::new,
                                        (counters, each) -> counters.computeIfAbsent(
                                                        each.person(),
                                                        person -> new PageCounter(hours, zone(directory, person)))
                                                .add(each.at(), each.incident())),
                        figures.takenOn(range, MOST_CALLERS))
                .with((counters, takenOn) -> loads(counters, byPerson(takenOn, directory), directory, hours));
    }

    /** UTC for somebody who is not in the file any more. */
    private static ZoneId zone(OncallDirectory directory, String person) {
        Person known = directory.people().get(person);
        return known == null ? ZoneId.of("UTC") : known.zone();
    }

    /** Whoever calls under a name that is nobody's login stays under that name. */
    private static Map<String, Integer> byPerson(List<TakenOn> takenOn, OncallDirectory directory) {
        Map<String, Integer> byPerson = new TreeMap<>();
        takenOn.forEach(each -> byPerson.merge(
                directory.people().values().stream()
                        .filter(person -> person.isCaller(each.caller()))
                        .map(Person::name)
                        .findFirst()
                        .orElse(each.caller()),
                each.incidents(),
                Integer::sum));
        return byPerson;
    }

    private static List<PersonLoad> loads(
            Map<String, PageCounter> counters, Map<String, Integer> takenOn, OncallDirectory directory, Hours hours) {
        Set<String> people = new TreeSet<>(counters.keySet());
        people.addAll(takenOn.keySet());
        return people.stream()
                .map(person -> {
                    ZoneId zone = zone(directory, person);
                    PageCounter counter = counters.getOrDefault(person, new PageCounter(hours, zone));
                    return new PersonLoad(
                            person,
                            directory.fullName(person),
                            zone.getId(),
                            counter.counted(),
                            takenOn.getOrDefault(person, 0),
                            counter.nights());
                })
                .sorted(Comparator.comparingInt(
                                (PersonLoad load) -> load.pages().all())
                        .thenComparingInt(PersonLoad::acknowledged)
                        .reversed()
                        .thenComparing(PersonLoad::person))
                .toList();
    }
}
