/** Telling AWS SNS: a topic, a telephone or an endpoint, by requests that we sign ourselves. */
package dev.evenkeel.alertrouter.notification.sns;
