package dev.evenkeel.alertrouter.analytics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Counts how often one person was told, when it was for them, and of how many incidents. For one thread. */
final class PageCounter {

    private final Hours hours;
    private final ZoneId zone;
    private final Map<Hours.Part, Integer> parts = new EnumMap<>(Hours.Part.class);
    private final TreeMap<LocalDate, Integer> nights = new TreeMap<>();
    private final Set<UUID> incidents = new HashSet<>();

    /** @param zone where the person is */
    PageCounter(Hours hours, ZoneId zone) {
        this.hours = hours;
        this.zone = zone;
    }

    /** @param incident that the person was told of */
    void add(Instant toldAt, UUID incident) {
        parts.merge(hours.partAt(toldAt, zone), 1, Integer::sum);
        hours.nightAt(toldAt, zone).ifPresent(night -> nights.merge(night, 1, Integer::sum));
        incidents.add(incident);
    }

    PersonLoad.Pages counted() {
        return new PersonLoad.Pages(
                parts.values().stream().mapToInt(Integer::intValue).sum(),
                incidents.size(),
                parts.getOrDefault(Hours.Part.WORKING, 0),
                parts.getOrDefault(Hours.Part.FREE, 0),
                parts.getOrDefault(Hours.Part.NIGHT, 0),
                nights.size(),
                worst().map(Map.Entry::getValue).orElse(0),
                longestRun());
    }

    /** How often the person was told in each night that was interrupted, in order. */
    Map<LocalDate, Integer> nights() {
        return nights;
    }

    private Optional<Map.Entry<LocalDate, Integer>> worst() {
        return nights.entrySet().stream().max(Map.Entry.comparingByValue());
    }

    private int longestRun() {
        int longest = 0;
        int run = 0;
        LocalDate before = LocalDate.MIN;
        for (LocalDate night : nights.keySet()) {
            run = !before.equals(LocalDate.MIN) && before.plusDays(1).equals(night) ? run + 1 : 1;
            longest = Math.max(longest, run);
            before = night;
        }
        return longest;
    }
}
