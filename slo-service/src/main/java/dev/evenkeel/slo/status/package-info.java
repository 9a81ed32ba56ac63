/** What people and programs see of the promises: REST, metrics, series, the start page. */
package dev.evenkeel.slo.status;
