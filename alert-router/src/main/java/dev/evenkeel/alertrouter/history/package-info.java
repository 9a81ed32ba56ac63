/** How many alerts there were over time: small aggregates of our own, and what is no longer needed is tidied away. */
package dev.evenkeel.alertrouter.history;
