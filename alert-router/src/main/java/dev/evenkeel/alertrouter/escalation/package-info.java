/**
 * Escalation: for as long as nobody takes an incident on, its policy tells one after the other. It begins in the
 * transaction that opens the incident; who is to be told is stored before anybody is, and told once by whichever replica
 * comes first. What policies say lives in {@code policy}, who is on call in {@code oncall}.
 */
package dev.evenkeel.alertrouter.escalation;
