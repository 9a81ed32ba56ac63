package dev.evenkeel.platform.query;

import java.util.List;

import io.smallrye.mutiny.Uni;

/** Alerting rules that a service evaluates and wants to be seen in Grafana; it implements this as a CDI bean. */
public interface RuleSource {

    Uni<List<RuleGroup>> groups();
}
