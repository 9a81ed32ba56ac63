package dev.evenkeel.alertrouter.analytics;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What being on call was to somebody.
 *
 * @param person as {@code oncall.yaml} names them
 * @param fullName what people call them
 * @param timeZone by whose clock nights and working hours were counted
 * @param acknowledged incidents that they took on
 * @param nights how often they were told in each night that was interrupted, by the date on which the night began, in order
 */
public record PersonLoad(
        String person,
        String fullName,
        String timeZone,
        Pages pages,
        int acknowledged,
        Map<LocalDate, Integer> nights) {

    /**
     * How often somebody was told.
     *
     * @param all every way by which they were told counts: a push and a call are two
     * @param incidents that they were told of
     * @param working in working hours
     * @param free in evenings, at weekends, and whenever it was neither work nor night
     * @param night at night
     * @param interruptedNights nights in which they were told at least once
     * @param mostInANight in the worst of them
     * @param longestRun how many nights in a row were interrupted, at most
     */
    public record Pages(
            int all,
            int incidents,
            int working,
            int free,
            int night,
            int interruptedNights,
            int mostInANight,
            int longestRun) {}

    public PersonLoad {
        nights = Collections.unmodifiableMap(new LinkedHashMap<>(nights));
    }
}
