/**
 * On-call: people, teams and schedules as {@code oncall.yaml} has them, overrides and swaps as people ask for them, and
 * the answer to who is on call. How shifts are worked out lives in {@code schedule}, who is told in {@code escalation}.
 */
package dev.evenkeel.alertrouter.oncall;
