/** Telling people through Evenkeel itself: notifications that are stored and read over REST and on the start page. */
package dev.evenkeel.alertrouter.notification.inbox;
