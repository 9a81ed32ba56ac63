/**
 * The {@code event_recorder} section of Alertmanager 0.34, which is off there unless a feature flag turns it on. It is read and
 * checked here, so that a file that has it is taken as it is, and whoever wrote it is told that nothing is recorded.
 */
package dev.evenkeel.alertrouter.recording;
