/** Who depends on whom, and what follows from it when components are down: the root, and who is hit. Plain values. */
package dev.evenkeel.health.graph;
