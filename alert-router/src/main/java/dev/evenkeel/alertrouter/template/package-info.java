/**
 * Go's templates with Alertmanager's data and functions, written anew: a set of templates from files, and what becomes of
 * a text that uses them, as plain text or as HTML. Nothing here knows of receivers; they bring their texts and data.
 */
package dev.evenkeel.alertrouter.template;
