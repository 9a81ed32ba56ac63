/**
 * Events on their way out: written with the change they tell of, claimed by a relay, delivered to each subscriber at
 * least once and in order per subject, or set aside as dead letters.
 */
package dev.evenkeel.platform.events.outbox;
