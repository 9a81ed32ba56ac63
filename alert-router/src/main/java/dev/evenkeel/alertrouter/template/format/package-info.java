/**
 * How Go prints things: the verbs of {@code printf}, numbers, quoted strings, times, durations and JSON. The oracle is Go
 * itself; what is printed must be the same to the byte.
 */
package dev.evenkeel.alertrouter.template.format;
