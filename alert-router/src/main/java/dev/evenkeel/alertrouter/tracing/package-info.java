/**
 * Traces as the {@code tracing} section of an {@code alertmanager.yml} asks for them: what is traced of a request to API v2 and
 * of a notification, and OTLP to say it. The platform's own tracing, which is configured by properties, knows nothing of this.
 */
package dev.evenkeel.alertrouter.tracing;
