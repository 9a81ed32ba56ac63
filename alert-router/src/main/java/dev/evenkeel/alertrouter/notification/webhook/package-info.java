/** Telling a program: an HTTP POST of Alertmanager's webhook document, version 4. */
package dev.evenkeel.alertrouter.notification.webhook;
