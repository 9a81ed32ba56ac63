/** When a burning budget is worth an alert: policies, and whether each is firing. */
package dev.evenkeel.slo.burn;
