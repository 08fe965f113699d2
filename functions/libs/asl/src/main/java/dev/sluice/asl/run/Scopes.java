package dev.sluice.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.asl.journal.Position;
import dev.sluice.asl.query.Scope;
import dev.sluice.asl.time.TimeSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Builds what the expressions of a state see; the context object is AWS's. */
final class Scopes {
    private final TimeSource time;
    private final RandomGenerator random;
    private final Machines machines;

    Scopes(TimeSource time, RandomGenerator random, Machines machines) {
        this.time = time;
        this.random = random;
        this.machines = machines;
    }

    Scope of(Execution execution) {
        return of(execution, execution.attempt().flatMap(Position.Attempting::token));
    }

    Scope of(Execution execution, Optional<String> token) {
        Position position = execution.position();
        return Scope.of(position.variables(), new Scope.Surroundings(time.now(), random))
                .with("input", position.input())
                .with("context", context(execution, token));
    }

    static ObjectNode errorOutput(Failure failure) {
        return Json.object()
                .put("Error", failure.error())
                .put("Cause", failure.cause().orElse(""));
    }

    String roleArn(Execution execution) {
        return machines.roleArn(execution.birth().machineArn());
    }

    private JsonNode context(Execution execution, Optional<String> token) {
        Position position = execution.position();
        ObjectNode context = Json.object();
        context.putObject("Execution")
                .put("Id", execution.arn())
                .put("Name", execution.birth().name())
                .put("RoleArn", roleArn(execution))
                .put("StartTime", execution.birth().startDate().toString())
                .put("RedriveCount", 0)
                .set("Input", Json.parse(execution.birth().input()).orElseThrow());
        String machine = execution.birth().machineArn();
        context.putObject("StateMachine")
                .put("Id", machine)
                .put("Name", machine.substring(machine.lastIndexOf(':') + 1));
        context.putObject("State")
                .put("Name", position.state())
                .put("EnteredTime", position.enteredAt().toString())
                .put("RetryCount", position.retryCount());
        token.ifPresent(t -> context.putObject("Task").put("Token", t));
        return context;
    }
}
