/** Telling a channel in Discord, through one of its webhooks. */
package dev.evenkeel.alertrouter.notification.discord;
