package dev.evenkeel.alertrouter.oncall;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.evenkeel.alertrouter.oncall.schedule.Schedule;

/**
 * What {@code oncall.yaml} says, by name and in the order of the file. Whoever is named by a team or a schedule is among
 * the people.
 */
public record OncallDirectory(Map<String, Person> people, Map<String, Team> teams, Map<String, Schedule> schedules) {

    private static final OncallDirectory EMPTY = new OncallDirectory(Map.of(), Map.of(), Map.of());

    public OncallDirectory {
        people = Collections.unmodifiableMap(new LinkedHashMap<>(people));
        teams = Collections.unmodifiableMap(new LinkedHashMap<>(teams));
        schedules = Collections.unmodifiableMap(new LinkedHashMap<>(schedules));
    }

    /** Nobody: what holds without the file. */
    public static OncallDirectory empty() {
        return EMPTY;
    }

    /** What people call somebody, also somebody who is not in the file any more. */
    public String fullName(String person) {
        Person known = people.get(person);
        return known == null ? person : known.fullName();
    }
}
