package dev.sluice.agent.database;

import java.util.List;
import java.util.Set;

/**
 * One thing that makes a copy harmless, and the proof that it is done.
 *
 * @param name for people, in the report of a probe that found something
 * @param needs {@code table.column}; where one is missing, so is what the measure is about
 * @param act statements, each with its semicolon
 * @param probe a query of one number, which must be 0
 */
record Measure(String name, List<String> needs, String act, String probe) {

    Measure {
        needs = List.copyOf(needs);
    }

    boolean appliesTo(Set<String> columns) {
        return columns.containsAll(needs);
    }
}
