/**
 * What may run out: resources as the configuration describes them, with where their usage and their limit are to be read
 * and how far ahead they are to be looked at. Nothing is measured here.
 */
package dev.evenkeel.capacity.resource;
