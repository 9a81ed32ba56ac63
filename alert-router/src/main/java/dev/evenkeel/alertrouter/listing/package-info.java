/** Showing the alerts that there are, and the groups that they are in, as Alertmanager's API v2 shows them. */
package dev.evenkeel.alertrouter.listing;
