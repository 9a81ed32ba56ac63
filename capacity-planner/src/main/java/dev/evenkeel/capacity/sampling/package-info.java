/**
 * From sources to stored samples: how much of each resource is used and how much there is, at moments one step apart, in
 * PostgreSQL. What could not be read is counted and shown, and left out; nothing is made up in its place.
 */
package dev.evenkeel.capacity.sampling;
