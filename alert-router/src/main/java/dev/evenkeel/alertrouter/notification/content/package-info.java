/**
 * What a notification says, in the words of its templates: the data that templates see, rendered texts and trees, limits on
 * their length, and JSON to send. Which texts a channel wants lives with the channel.
 */
package dev.evenkeel.alertrouter.notification.content;
