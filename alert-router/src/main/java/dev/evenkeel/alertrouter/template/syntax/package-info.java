/**
 * The language of Go's templates: from text to a sealed tree and back to text. Nothing is evaluated here; which functions
 * there are is told from outside.
 */
package dev.evenkeel.alertrouter.template.syntax;
