/**
 * Shifts as calendars of the iCalendar format (RFC 5545), for programs that subscribe to an address and can send no
 * headers: whoever knows the address may read.
 */
package dev.evenkeel.alertrouter.oncall.calendar;
