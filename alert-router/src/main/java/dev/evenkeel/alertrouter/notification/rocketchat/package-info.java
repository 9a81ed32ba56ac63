/** Telling a channel or a person in Rocket.Chat. */
package dev.evenkeel.alertrouter.notification.rocketchat;
