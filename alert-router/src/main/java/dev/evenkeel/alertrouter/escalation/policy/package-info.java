/**
 * What escalation policies say, and what follows from them at a moment: plain values and arithmetic. Who is on call, what
 * is stored and what is sent is the business of others.
 */
package dev.evenkeel.alertrouter.escalation.policy;
