/** slo-service: are promises kept, and how fast is the budget burning. */
package dev.evenkeel.slo;
