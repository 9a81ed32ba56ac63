/**
 * Which alerts have one cause, and what it is likely to be: incidents of related groups are linked or merged, with the
 * evidence for it. The method is in {@code cluster} and {@code rootcause}, plain Java that {@code bench} measures; routing
 * and grouping know nothing of it.
 */
package dev.evenkeel.alertrouter.correlation;
