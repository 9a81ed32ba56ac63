/**
 * From samples to a judgement: the outlook of each resource, when it will be saturated, and when that is worth telling
 * others.
 */
package dev.evenkeel.capacity.saturation;
