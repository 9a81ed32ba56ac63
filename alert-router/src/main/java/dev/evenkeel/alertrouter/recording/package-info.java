/**
 * The event recorder of Alertmanager 0.34: what happens to alerts and silences is written to files, standard output, webhooks
 * and Kafka, as the {@code event_recorder} section of the configuration asks for. Whoever does something that is recorded tells
 * {@link dev.evenkeel.alertrouter.recording.EventRecorder}. The suite's own events, which nobody may lose, and the audit log
 * are elsewhere.
 */
package dev.evenkeel.alertrouter.recording;
