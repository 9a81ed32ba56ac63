/** Telling telephones through Pushover. */
package dev.evenkeel.alertrouter.notification.pushover;
