/**
 * Events over Kafka, through SmallRye Reactive Messaging: for suites that have outgrown one machine. Nothing here opens a
 * connection unless {@code evenkeel.events.transport} is {@code kafka}.
 */
package dev.evenkeel.platform.events.kafka;
