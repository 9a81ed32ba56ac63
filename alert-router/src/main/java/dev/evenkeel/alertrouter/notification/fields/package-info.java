/**
 * Reading the fields of an {@code alertmanager.yml}: what counts as left out, secrets and URLs with their files, and what a
 * reader of one channel's settings is. What the fields of a channel mean lives with the channel.
 */
package dev.evenkeel.alertrouter.notification.fields;
