package dev.evenkeel.alertrouter.firing;

/** The labels of alerts that have columns of their own; each empty for alerts without it. */
public record NameAndSeverity(String name, String severity) {}
