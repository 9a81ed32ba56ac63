/**
 * A service's YAML files: read with positions, checked as a whole, replaced atomically. A bad file never takes effect;
 * everything wrong with it is said at once, with file, line and what would be right. What a field means is the business
 * of the service that reads it.
 */
package dev.evenkeel.platform.configuration;
