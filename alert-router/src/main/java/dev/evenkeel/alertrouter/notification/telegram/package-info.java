/** Telling a chat in Telegram, as a bot. */
package dev.evenkeel.alertrouter.notification.telegram;
