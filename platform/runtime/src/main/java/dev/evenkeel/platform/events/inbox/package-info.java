/**
 * Events on their way in: taken over HTTP or from Kafka, applied once by the service's handlers however often they are
 * delivered.
 */
package dev.evenkeel.platform.events.inbox;
