/**
 * The suite on one machine: what {@code ./keel} runs. It starts PostgreSQL and the five services as programs, remembers
 * them in a data folder, and stops them again. It imports no service; it knows them as folders with something to run.
 */
package dev.evenkeel.local;
