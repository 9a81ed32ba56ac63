/** Files that must survive a crash. Plain Java, for whoever keeps something in a file: services and the launcher alike. */
package dev.evenkeel.platform.files;
