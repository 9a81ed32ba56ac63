/** How a check is carried out over the network, one probe a kind of target, and when the next one is due. */
package dev.evenkeel.health.probe;
