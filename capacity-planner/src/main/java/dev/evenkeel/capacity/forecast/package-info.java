/**
 * From what a resource used to what it will use: several published methods, the one that would have forecast the last
 * part of the history best, and intervals learnt from how far it was off there.
 */
package dev.evenkeel.capacity.forecast;
