package dev.evenkeel.platform.query.promql;

/** What may stand between a binary operator and its right operand. */
record BinaryModifiers(boolean returnBool, VectorMatching matching) {}
