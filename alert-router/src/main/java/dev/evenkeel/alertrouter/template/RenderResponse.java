package dev.evenkeel.alertrouter.template;

/** What a template gave. */
public record RenderResponse(String output) {}
