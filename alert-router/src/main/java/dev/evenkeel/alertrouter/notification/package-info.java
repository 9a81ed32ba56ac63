/**
 * Telling a receiver: when a notification is due given what was notified before, what it contains, and what became of
 * it. How a channel is spoken to lives in the packages below; when a group is looked at lives in {@code grouping}.
 */
package dev.evenkeel.alertrouter.notification;
