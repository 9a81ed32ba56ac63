/**
 * The route tree: which receivers an alert is for, under which timing, and into which group it falls. Knows nothing of
 * files, storage or sending.
 */
package dev.evenkeel.alertrouter.routing;
