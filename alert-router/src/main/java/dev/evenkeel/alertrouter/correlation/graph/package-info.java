/** The dependency graph as correlation needs it: who is how far from whom, and who is a replica of what. */
package dev.evenkeel.alertrouter.correlation.graph;
