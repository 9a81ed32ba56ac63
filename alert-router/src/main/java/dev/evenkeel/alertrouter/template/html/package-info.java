/**
 * HTML in which values cannot do harm: it follows a template through HTML, CSS, JavaScript and URLs, finds out where each
 * value will stand, and adds to its pipeline what makes it safe there, as Go's {@code html/template} does.
 */
package dev.evenkeel.alertrouter.template.html;
