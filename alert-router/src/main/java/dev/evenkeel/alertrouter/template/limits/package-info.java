/** What rendering a template may cost, and the meter that stops one that costs more. */
package dev.evenkeel.alertrouter.template.limits;
