/**
 * The query language: text to tokens to a type-checked syntax tree, and back to text. Nothing here knows a sample or
 * evaluates anything.
 */
package dev.evenkeel.platform.query.promql;
