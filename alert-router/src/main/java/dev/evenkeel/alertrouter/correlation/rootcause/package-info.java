/**
 * Which entity of an incident is likely to be at the root of it, and why. Without I/O.
 */
package dev.evenkeel.alertrouter.correlation.rootcause;
