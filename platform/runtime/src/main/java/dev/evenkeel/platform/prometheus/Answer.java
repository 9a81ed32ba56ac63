package dev.evenkeel.platform.prometheus;

import java.util.List;

/**
 * What a Prometheus server answered.
 *
 * @param warnings what the answer lacks, such as a store that could not be reached; an answer with warnings may be
 *     incomplete
 * @param infos remarks on the question, from newer servers
 */
public record Answer<T>(T data, List<String> warnings, List<String> infos) {}
