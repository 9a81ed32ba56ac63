/**
 * Who has which shift: rotations, restrictions, layers, overrides, and the one timeline that they come to. Plain values
 * and arithmetic on wall clocks; where schedules come from and what they are used for lives elsewhere.
 */
package dev.evenkeel.alertrouter.oncall.schedule;
