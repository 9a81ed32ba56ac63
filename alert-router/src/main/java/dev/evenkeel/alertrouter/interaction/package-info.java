/**
 * Call-backs: Slack, PagerDuty and programs that sign what they send tell what somebody did over there, and it is done to
 * the incident here. Nothing is believed without a signature that fits.
 */
package dev.evenkeel.alertrouter.interaction;
