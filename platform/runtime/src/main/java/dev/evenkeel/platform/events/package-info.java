/**
 * Events between services: a change and the event that tells of it are written in one transaction (outbox), a relay
 * delivers them at least once and in order per subject, and receivers drop repeats (inbox). What an event means is the
 * business of the services, not of this package.
 */
package dev.evenkeel.platform.events;
