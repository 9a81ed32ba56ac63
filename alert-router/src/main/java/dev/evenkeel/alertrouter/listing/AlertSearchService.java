package dev.evenkeel.alertrouter.listing;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.listing.AlertListStore.Place;
import dev.evenkeel.alertrouter.suppression.Suppression;
import dev.evenkeel.alertrouter.suppression.SuppressionService;
import dev.evenkeel.platform.series.Labels;

/**
 * Finds alerts that fire for people, those that began last first. What is asked of labels is asked here and not in PostgreSQL,
 * a thousand alerts at a time; after {@value #MOST_READ} that do not fit it stops, and says from where to go on.
 */
@ApplicationScoped
class AlertSearchService {

    private static final int AT_ONCE = 1_000;
    private static final int MOST_READ = 20_000;

    /**
     * An alert.
     *
     * @param leftOut what keeps it from being told, in words; none if nothing does
     */
    record Found(Alert alert, List<String> leftOut) {

        static Found of(Alert alert, Suppression suppression) {
            List<String> leftOut = new ArrayList<>();
            if (suppression.inhibitedBy(alert.labels()).isPresent()) {
                leftOut.add("inhibited");
            }
            if (!suppression
                    .silences()
                    .silencing(alert.labels(), suppression.now())
                    .isEmpty()) {
                leftOut.add("silenced");
            }
            if (!suppression
                    .silences()
                    .maintaining(alert.labels(), suppression.now())
                    .isEmpty()) {
                leftOut.add("in maintenance");
            }
            return new Found(alert, List.copyOf(leftOut));
        }
    }

    /** @param next from where to go on; empty if there are no more */
    record FoundPage(List<Found> alerts, Optional<Place> next) {}

    private final AlertListStore store;
    private final SuppressionService suppressions;

    AlertSearchService(AlertListStore store, SuppressionService suppressions) {
        this.store = store;
        this.suppressions = suppressions;
    }

    Uni<FoundPage> find(AlertQuery query, Place after, int most) {
        var search = new Search(query, after, most);
        return store.newestFiring(query.now(), after, AT_ONCE)
                .flatMap(alerts -> look(search, alerts).flatMap(full -> {
                    if (full) {
                        return search.stopped();
                    }
                    return alerts.size() < AT_ONCE ? search.exhausted() : deeper(search);
                }));
    }

    /** To find the next thousand, PostgreSQL goes through all alerts; hence all further ones are found at once. */
    private Uni<FoundPage> deeper(Search search) {
        int most = MOST_READ - AT_ONCE;
        return store.fingerprintsOfFiring(search.query.now(), search.last, most)
                .flatMap(further -> read(search, further)
                        .flatMap(full -> full || further.size() == most ? search.stopped() : search.exhausted()));
    }

    /** @return whether the page is full */
    private Uni<Boolean> read(Search search, List<Long> fingerprints) {
        return fingerprints.isEmpty()
                ? Uni.createFrom().item(false)
                : store.firingOf(fingerprints.subList(0, Math.min(AT_ONCE, fingerprints.size())), search.query.now())
                        .flatMap(alerts -> look(search, alerts))
                        .flatMap(full -> full
                                ? Uni.createFrom().item(true)
                                : read(
                                        search,
                                        fingerprints.subList(
                                                Math.min(AT_ONCE, fingerprints.size()), fingerprints.size())));
    }

    /** @return whether the page is full */
    private Uni<Boolean> look(Search search, List<Alert> alerts) {
        return suppression(alerts, search.query).map(suppression -> search.look(alerts, suppression));
    }

    /** How far a search has come. */
    private static final class Search {

        private final AlertQuery query;
        private final int most;
        private final List<Found> found = new ArrayList<>();
        private Place last;

        Search(AlertQuery query, Place after, int most) {
            this.query = query;
            this.last = after;
            this.most = most;
        }

        /** @return whether there is one more than is asked for */
        boolean look(List<Alert> alerts, Suppression suppression) {
            for (Alert alert : alerts) {
                if (isAsked(query, alert, AlertStatus.of(alert.labels(), suppression))) {
                    if (found.size() == most) {
                        return true;
                    }
                    found.add(Found.of(alert, suppression));
                }
                last = Place.of(alert);
            }
            return false;
        }

        Uni<FoundPage> stopped() {
            return Uni.createFrom().item(new FoundPage(List.copyOf(found), Optional.of(last)));
        }

        Uni<FoundPage> exhausted() {
            return Uni.createFrom().item(new FoundPage(List.copyOf(found), Optional.empty()));
        }
    }

    private static boolean isAsked(AlertQuery query, Alert alert, AlertStatus status) {
        return query.receiversIfAskedFor(alert.labels()).isPresent() && query.isAsked(status);
    }

    private Uni<Suppression> suppression(List<Alert> alerts, AlertQuery query) {
        List<Labels> labels = alerts.stream().map(Alert::labels).toList();
        return suppressions.at(query.now(), labels, query.configuration().inhibition());
    }

    /** The moment and the fingerprint of a place, as an address has it. */
    static String text(Place place) {
        return place.startsAt() + "_" + place.fingerprint();
    }

    /** @throws IllegalArgumentException if it is no such text */
    static Place place(String text) {
        int gap = text.indexOf('_');
        if (gap < 0) {
            throw new IllegalArgumentException("is no place in this list");
        }
        try {
            return new Place(Instant.parse(text.substring(0, gap)), Long.parseLong(text.substring(gap + 1)));
        } catch (DateTimeException | NumberFormatException foreign) {
            throw new IllegalArgumentException("is no place in this list", foreign);
        }
    }
}
