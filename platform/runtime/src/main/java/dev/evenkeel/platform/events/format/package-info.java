/**
 * How an event travels: the CloudEvents 1.0 bindings for HTTP and Kafka headers and the JSON event format. Here it is
 * decided whether what arrived is an event at all; what it means is decided elsewhere.
 */
package dev.evenkeel.platform.events.format;
