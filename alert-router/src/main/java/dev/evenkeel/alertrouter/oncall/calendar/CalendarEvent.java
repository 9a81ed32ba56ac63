package dev.evenkeel.alertrouter.oncall.calendar;

import java.time.Instant;

/**
 * Something in a calendar.
 *
 * @param uid the same whenever the same thing is written, unique in the world
 * @param from in whole seconds, as the format has it
 */
public record CalendarEvent(String uid, Instant from, Instant to, String summary) {}
