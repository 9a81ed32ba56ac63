/**
 * The event recorder of Alertmanager 0.34: what happens to alerts, silences and notifications, written to files, standard
 * output, webhooks and Kafka by the {@code event_recorder} section. Off, as there, unless a property turns it on.
 */
package dev.evenkeel.alertrouter.recording;
