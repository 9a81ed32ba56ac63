/**
 * Carries out a template on a value, as Go's {@code text/template} does: what a pipeline gives, which arguments a function
 * takes, what is said when something does not fit. It knows no function by itself.
 */
package dev.evenkeel.alertrouter.template.evaluation;
