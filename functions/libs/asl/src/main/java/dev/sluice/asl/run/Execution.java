package dev.sluice.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.asl.ExecutionDescription;
import dev.sluice.asl.ExecutionDescription.End;
import dev.sluice.asl.journal.JournalRecord.Birth;
import dev.sluice.asl.journal.JournalRecord.ExecutionSaved;
import dev.sluice.asl.journal.Position;
import dev.sluice.asl.language.Definition;
import dev.sluice.asl.language.State;
import dev.sluice.asl.time.TimeSource.Alarm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One execution in memory. It only keeps; what happens to it is the interpreter's. Touched by the event loop alone. */
final class Execution {
    private final String arn;
    private final Birth birth;
    private final Definition definition;
    private final History history = new History();
    private Optional<Position> position = Optional.empty();
    private Optional<End> end = Optional.empty();
    private Optional<Alarm> alarm = Optional.empty();
    private int stateTransitions;
    private boolean born;

    Execution(String arn, Birth birth, Definition definition) {
        this.arn = arn;
        this.birth = birth;
        this.definition = definition;
    }

    String arn() {
        return arn;
    }

    Birth birth() {
        return birth;
    }

    Definition definition() {
        return definition;
    }

    History history() {
        return history;
    }

    boolean running() {
        return end.isEmpty();
    }

    Position position() {
        return position.orElseThrow();
    }

    State state() {
        return definition.state(position().state());
    }

    Optional<Position.Attempting> attempt() {
        return position.map(Position::phase)
                .filter(Position.Attempting.class::isInstance)
                .map(Position.Attempting.class::cast);
    }

    void moveTo(Position next) {
        position = Optional.of(next);
    }

    void waitFor(Position.Phase phase) {
        moveTo(position().in(phase));
    }

    void countTransition() {
        stateTransitions++;
    }

    void close(End how) {
        end = Optional.of(how);
        position = Optional.empty();
    }

    Optional<End> end() {
        return end;
    }

    int record(Instant now, String type, String details, ObjectNode body) {
        return history.add(now, type, details, body);
    }

    /** When the whole execution is over at the latest. */
    Optional<Instant> timeoutAt() {
        return definition.timeout().map(birth.startDate()::plus);
    }

    /** When something happens by itself. */
    Optional<Instant> deadline() {
        if (!running()) {
            return Optional.empty();
        }
        return Stream.of(timeoutAt(), position.flatMap(p -> p.phase().deadline()))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    void alarm(Optional<Alarm> next) {
        alarm.ifPresent(Alarm::cancel);
        alarm = next;
    }

    ExecutionDescription description() {
        return new ExecutionDescription(
                arn, birth.machineArn(), birth.name(), birth.startDate(), birth.input(), end, stateTransitions);
    }

    /** What changed since the last call. */
    ExecutionSaved takeUnsaved() {
        Optional<Birth> first = born ? Optional.empty() : Optional.of(birth);
        born = true;
        return new ExecutionSaved(arn, first, history.takeUnsaved(), position, stateTransitions, end);
    }

    /** All of it, for a journal that starts afresh. */
    ExecutionSaved whole() {
        return new ExecutionSaved(arn, Optional.of(birth), history.all(), position, stateTransitions, end);
    }

    void restore(ExecutionSaved saved) {
        born = true;
        List<JsonNode> events = saved.events();
        events.forEach(history::restore);
        position = saved.position();
        stateTransitions = saved.stateTransitions();
        end = saved.end();
    }
}
