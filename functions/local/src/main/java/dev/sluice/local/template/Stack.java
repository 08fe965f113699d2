package dev.sluice.local.template;

import java.nio.file.Path;
import java.util.List;

/**
 * A template with everything filled in: what has to be on this machine for it.
 *
 * @param secrets files to make where they are absent
 */
public record Stack(
        List<TableSpec> tables,
        List<QueueSpec> queues,
        List<Path> secrets,
        List<FunctionSpec> functions,
        List<EventSourceSpec> eventSources,
        List<StateMachineSpec> stateMachines,
        List<RouteSpec> routes,
        List<EventRuleSpec> rules) {

    public Stack {
        tables = List.copyOf(tables);
        queues = List.copyOf(queues);
        secrets = List.copyOf(secrets);
        functions = List.copyOf(functions);
        eventSources = List.copyOf(eventSources);
        stateMachines = List.copyOf(stateMachines);
        routes = List.copyOf(routes);
        rules = List.copyOf(rules);
    }
}
