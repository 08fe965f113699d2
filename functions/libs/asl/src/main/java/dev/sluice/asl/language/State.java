package dev.sluice.asl.language;

import dev.sluice.asl.query.Query;
import dev.sluice.asl.query.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One state of a definition, checked. */
public sealed interface State {
    /** Its name, unique in its machine. */
    String name();

    /** Its Type as the definition and the history events spell it. */
    default String type() {
        return getClass().getSimpleName();
    }

    /**
     * What is done on the way out of a state, a rule or a catcher.
     *
     * @param output empty: what came goes on
     * @param assign variables to set; their queries see the old values
     * @param next empty: the execution ends
     */
    record Exit(Optional<Template> output, Map<String, Template> assign, Optional<String> next) {
        /** Keeps the order of the variables. */
        public Exit {
            assign = new LinkedHashMap<>(assign);
        }
    }

    /**
     * Calls something, with retries and catchers in the order of the definition.
     *
     * @param timeoutSeconds of each attempt
     * @param heartbeatSeconds of each attempt, from its start and from each heartbeat
     */
    record Task(
            String name,
            Resource resource,
            Template arguments,
            Optional<Template> timeoutSeconds,
            Optional<Template> heartbeatSeconds,
            List<Retrier> retriers,
            List<Catcher> catchers,
            Exit exit)
            implements State {
        /** Copies the lists. */
        public Task {
            retriers = List.copyOf(retriers);
            catchers = List.copyOf(catchers);
        }
    }

    /** Takes the first rule whose condition is true, else the default's exit, else fails. */
    record Choice(String name, List<Rule> rules, Optional<Exit> otherwise) implements State {
        /** Copies the rules. */
        public Choice {
            rules = List.copyOf(rules);
        }
    }

    /** One rule of a Choice. */
    record Rule(Query condition, Exit exit) {}

    /**
     * Stands still for a while or until a time.
     *
     * @param timestamp whether the delay is a time (RFC 3339) rather than whole seconds
     */
    record Wait(String name, boolean timestamp, Template delay, Exit exit) implements State {}

    /** Computes. */
    record Pass(String name, Exit exit) implements State {}

    /** Ends the execution well. */
    record Succeed(String name, Exit exit) implements State {}

    /** Ends the execution with an error. */
    record Fail(String name, Optional<Template> error, Optional<Template> cause) implements State {}
}
