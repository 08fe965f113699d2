package dev.sluice.asl.run;

import dev.sluice.asl.ExecutionDescription;
import dev.sluice.asl.ExecutionDescription.End;
import dev.sluice.asl.RequestRefused;
import dev.sluice.asl.journal.JournalRecord;
import dev.sluice.asl.journal.JournalRecord.Birth;
import dev.sluice.asl.journal.JournalRecord.ExecutionForgotten;
import dev.sluice.asl.journal.JournalRecord.ExecutionSaved;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The executions in memory, by name and by number; old closed ones are let go. */
final class Executions {
    private final Arns arns;
    private final Machines machines;
    private final Retention retention;
    private final Map<String, Execution> byArn = new LinkedHashMap<>();
    private final Map<Long, Execution> byNumber = new HashMap<>();
    private final Map<String, Instant> forgotten = new LinkedHashMap<>();
    private final Deque<Execution> closed = new ArrayDeque<>();
    private long lastNumber;

    Executions(Arns arns, Machines machines, Retention retention) {
        this.arns = arns;
        this.machines = machines;
        this.retention = retention;
    }

    /** Where a start leads: to a new execution, or to the one that was started by the same request. */
    record Started(Execution execution, boolean fresh) {}

    Started start(String machineArn, String name, String input, Instant now) {
        String revision = machines.describe(machineArn).revision();
        Names.check(name);
        String arn = arns.execution(machineArn, name);
        Execution existing = byArn.get(arn);
        if (existing != null || forgotten.containsKey(arn)) {
            boolean same = existing != null
                    && existing.running()
                    && Json.parse(existing.birth().input()).equals(Json.parse(input));
            if (!same) {
                throw new RequestRefused("ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
            }
            return new Started(existing, false);
        }
        Birth birth = new Birth(++lastNumber, machineArn, revision, name, now, input);
        Execution execution = new Execution(arn, birth, machines.definition(revision));
        add(execution);
        return new Started(execution, true);
    }

    Execution find(String arn) {
        arns.checkExecution(arn);
        return Optional.ofNullable(byArn.get(arn))
                .orElseThrow(
                        () -> new RequestRefused("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'"));
    }

    /** Whose token this is. */
    Execution owner(String token) {
        Tokens.Owner owner = Tokens.read(token)
                .orElseThrow(() -> new RequestRefused("InvalidToken", "Invalid Token: 'Invalid token'"));
        Execution execution = byNumber.get(owner.executionNumber());
        boolean issued = owner.executionNumber() <= lastNumber
                && (execution == null || owner.attemptId() < execution.history().nextId());
        if (!issued) {
            throw new RequestRefused("TaskDoesNotExist", "Task Does Not Exist: 'No task was given this token'");
        }
        boolean waiting = execution != null
                && execution
                        .attempt()
                        .flatMap(a -> a.token())
                        .filter(token::equals)
                        .isPresent();
        if (!waiting) {
            throw new RequestRefused("TaskTimedOut", "Task Timed Out: 'The token was answered, or its time is up'");
        }
        return execution;
    }

    /** Newest first. */
    List<ExecutionDescription> list() {
        List<ExecutionDescription> all = new ArrayList<>();
        byArn.values().forEach(execution -> all.add(execution.description()));
        Collections.reverse(all);
        return all;
    }

    List<Execution> running() {
        return byArn.values().stream().filter(Execution::running).toList();
    }

    List<Execution> all() {
        return List.copyOf(byArn.values());
    }

    Set<String> revisions() {
        Set<String> revisions = new HashSet<>();
        byArn.values().forEach(execution -> revisions.add(execution.birth().revision()));
        return revisions;
    }

    void restore(ExecutionSaved saved) {
        Execution execution = byArn.get(saved.arn());
        if (execution == null) {
            Birth birth = saved.birth().orElseThrow(() -> new IllegalStateException("Not begun: " + saved.arn()));
            execution = new Execution(saved.arn(), birth, machines.definition(birth.revision()));
            add(execution);
        }
        execution.restore(saved);
        if (saved.end().isPresent()) {
            closed.add(execution);
        }
    }

    void restore(ExecutionForgotten saved) {
        Execution execution = byArn.remove(saved.arn());
        if (execution != null) {
            byNumber.remove(execution.birth().number());
            closed.remove(execution);
        }
        forgotten.put(saved.arn(), saved.stopDate());
    }

    /** Lets go of closed executions beyond the retention, now that these were touched. */
    List<JournalRecord> forgetOld(List<Execution> touched, Instant now) {
        touched.stream().filter(e -> !e.running()).forEach(closed::add);
        List<JournalRecord> records = new ArrayList<>();
        while (!closed.isEmpty() && (closed.size() > retention.newest() || old(stopDate(closed.peek()), now))) {
            Execution execution = closed.peek();
            ExecutionForgotten gone = new ExecutionForgotten(execution.arn(), stopDate(execution));
            restore(gone);
            records.add(gone);
        }
        return records;
    }

    List<JournalRecord> snapshot(Instant now) {
        forgotten.values().removeIf(stopDate -> old(stopDate, now));
        List<JournalRecord> records = new ArrayList<>();
        forgotten.forEach((arn, stopDate) -> records.add(new ExecutionForgotten(arn, stopDate)));
        byArn.values().forEach(execution -> records.add(execution.whole()));
        return records;
    }

    private void add(Execution execution) {
        byArn.put(execution.arn(), execution);
        byNumber.put(execution.birth().number(), execution);
        lastNumber = Math.max(lastNumber, execution.birth().number());
    }

    private boolean old(Instant stopDate, Instant now) {
        return stopDate.isBefore(now.minus(retention.age()));
    }

    private static Instant stopDate(Execution execution) {
        return execution.end().map(End::stopDate).orElseThrow();
    }
}
