/**
 * Measures services beside their peers, from outside: same input, same machine, same driver. Benchmarks of a core that
 * need no server live with that core.
 */
package dev.evenkeel.benchmarks;
