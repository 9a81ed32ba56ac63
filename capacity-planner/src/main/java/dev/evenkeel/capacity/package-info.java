/** capacity-planner: when does it run out. */
package dev.evenkeel.capacity;
