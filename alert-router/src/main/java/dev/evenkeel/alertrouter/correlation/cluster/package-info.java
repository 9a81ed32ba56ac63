/**
 * The stream of alerts, split into clusters of one cause each: by the onset of bursts in time, and by graph, labels and
 * text for what happens side by side. Without I/O; time comes with the alerts.
 */
package dev.evenkeel.alertrouter.correlation.cluster;
