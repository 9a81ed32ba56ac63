/**
 * Telling people by mail: the message, written out as MIME, and the conversation with a mail server. The conversation is ours,
 * over plain sockets, so that it goes to the very address that the platform's guard let pass.
 */
package dev.evenkeel.alertrouter.notification.email;
