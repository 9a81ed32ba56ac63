/** health-service: is it healthy, and what is the root of it. */
package dev.evenkeel.health;
