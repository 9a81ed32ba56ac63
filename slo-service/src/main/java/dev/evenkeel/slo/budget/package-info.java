/** Error budgets and burn rates as arithmetic on counts. Plain values. */
package dev.evenkeel.slo.budget;
