/** Telling a space in Webex. */
package dev.evenkeel.alertrouter.notification.webex;
