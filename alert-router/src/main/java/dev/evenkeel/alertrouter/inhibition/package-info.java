/**
 * Inhibition: alerts that nobody needs to hear of while another one fires that explains them. The rules, and an index in
 * PostgreSQL of the alerts that inhibit, by which the question costs the same however many alerts there are.
 */
package dev.evenkeel.alertrouter.inhibition;
