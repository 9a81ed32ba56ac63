/**
 * Reports: what alerts cost in a week or a month, made of {@code analytics}, kept, shown, and sent by email, Slack or webhook.
 * When one is due and what it is about is plain Java; what it says is in templates.
 */
package dev.evenkeel.alertrouter.report;
