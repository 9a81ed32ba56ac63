package dev.evenkeel.alertrouter.listing;

/**
 * A part of a JSON document that is written as it is; only all parts together are a document.
 *
 * @param text may be cut anywhere
 */
public record JsonPiece(String text) {}
