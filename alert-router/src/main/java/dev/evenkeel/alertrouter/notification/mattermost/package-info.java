/** Telling a channel in Mattermost, through one of its incoming webhooks. */
package dev.evenkeel.alertrouter.notification.mattermost;
