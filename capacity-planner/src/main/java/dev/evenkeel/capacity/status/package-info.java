/** What people and programs see of the resources: REST, series that reach into the future, the start page. */
package dev.evenkeel.capacity.status;
