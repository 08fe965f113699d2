package dev.sluice.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.asl.journal.Position;
import dev.sluice.asl.language.ErrorNames;
import dev.sluice.asl.language.State;
import dev.sluice.asl.language.Timestamps;
import dev.sluice.asl.query.QueryFailed;
import dev.sluice.asl.query.Scope;
import dev.sluice.asl.query.Template;
import dev.sluice.asl.time.TimeSource;
import java.time.Instant;
import java.util.Optional;

/** What the states do that call nobody: Choice, Wait, Pass, Succeed, Fail. */
final class PlainStates {
    private final TimeSource time;
    private final Scopes scopes;
    private final Exits exits;

    PlainStates(TimeSource time, Scopes scopes, Exits exits) {
        this.time = time;
        this.scopes = scopes;
        this.exits = exits;
    }

    /** Does the work of the state that was just entered. */
    Optional<Step> work(Execution execution, State state) throws QueryFailed, StateFailed {
        if (state instanceof State.Choice choice) {
            return choose(execution, choice);
        } else if (state instanceof State.Wait wait) {
            return sleep(execution, wait);
        } else if (state instanceof State.Pass pass) {
            return leave(execution, pass.exit());
        } else if (state instanceof State.Succeed succeed) {
            return leave(execution, succeed.exit());
        }
        State.Fail fail = (State.Fail) state;
        Scope scope = scopes.of(execution);
        String error = text(fail.error(), scope, "Error").orElse("");
        exits.fail(execution, new Failure(error, text(fail.cause(), scope, "Cause")));
        return Optional.empty();
    }

    /** Leaves a state that has no result of its own: its input goes on. */
    Optional<Step> leave(Execution execution, State.Exit exit) throws QueryFailed, StateFailed {
        return exits.leave(
                execution, exit, scopes.of(execution), execution.position().input());
    }

    private Optional<Step> choose(Execution execution, State.Choice choice) throws QueryFailed, StateFailed {
        Scope scope = scopes.of(execution);
        for (int i = 0; i < choice.rules().size(); i++) {
            String location = "Choices[" + i + "]/Condition";
            JsonNode holds = choice.rules().get(i).condition().evaluate(scope, location);
            if (!holds.isBoolean()) {
                throw QueryFailed.unusable(location, "A Condition must be true or false, not " + holds);
            }
            if (holds.booleanValue()) {
                return leave(execution, choice.rules().get(i).exit());
            }
        }
        if (choice.otherwise().isEmpty()) {
            String cause = "No rule of the state '" + choice.name() + "' holds, and it has no Default";
            throw new StateFailed(Failure.of(ErrorNames.NO_CHOICE_MATCHED, cause));
        }
        return leave(execution, choice.otherwise().get());
    }

    private Optional<Step> sleep(Execution execution, State.Wait wait) throws QueryFailed, StateFailed {
        Instant until = until(scopes.of(execution), wait);
        if (!until.isAfter(time.now())) {
            return leave(execution, wait.exit());
        }
        execution.waitFor(new Position.Sleeping(until));
        return Optional.empty();
    }

    private Instant until(Scope scope, State.Wait wait) throws QueryFailed {
        if (!wait.timestamp()) {
            int seconds = Tasks.seconds(Optional.of(wait.delay()), scope, "Seconds", 0)
                    .orElseThrow();
            return time.now().plusSeconds(seconds);
        }
        String text = text(Optional.of(wait.delay()), scope, "Timestamp").orElseThrow();
        return Timestamps.parse(text)
                .orElseThrow(() -> QueryFailed.unusable("Timestamp", Timestamps.EXPECTED + ", not '" + text + "'"));
    }

    private static Optional<String> text(Optional<Template> field, Scope scope, String name) throws QueryFailed {
        if (field.isEmpty()) {
            return Optional.empty();
        }
        JsonNode value = field.get().evaluate(scope, name);
        if (!value.isTextual()) {
            throw QueryFailed.unusable(name, "The field '" + name + "' must be a text, not " + value);
        }
        return Optional.of(value.textValue());
    }
}
