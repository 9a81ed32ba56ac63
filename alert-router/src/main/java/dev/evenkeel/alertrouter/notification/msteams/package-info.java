/** Telling a channel in Microsoft Teams: by a card that adapts to its reader, or by the older message card of connectors. */
package dev.evenkeel.alertrouter.notification.msteams;
