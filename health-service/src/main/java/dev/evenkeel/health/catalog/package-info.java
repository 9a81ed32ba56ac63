/**
 * What is watched: the components of the system, how each is checked, and what each depends on, as the configuration
 * files say it. How a check is carried out lives in {@code probe}.
 */
package dev.evenkeel.health.catalog;
