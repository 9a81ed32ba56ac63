/** Telling a channel or a person in Slack, through an incoming webhook or as a bot, which can also change what it said. */
package dev.evenkeel.alertrouter.notification.slack;
