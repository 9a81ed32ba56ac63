/**
 * Incidents as a service other than the alert-router knows them: kept from the events that tell of them, for those who
 * show them beside what they watch. No rule lives here on what an incident concerns. A service that wants this produces
 * the two beans, {@link dev.evenkeel.platform.incidents.IncidentStore} and
 * {@link dev.evenkeel.platform.incidents.IncidentEventHandler}, and adds {@code db/incidents} to its Flyway locations.
 */
package dev.evenkeel.platform.incidents;
