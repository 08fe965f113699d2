package dev.sluice.asl.run;

import dev.sluice.asl.RequestRefused;
import dev.sluice.asl.StateMachineDescription;
import dev.sluice.asl.journal.JournalRecord;
import dev.sluice.asl.journal.JournalRecord.DefinitionSaved;
import dev.sluice.asl.journal.JournalRecord.MachineDeleted;
import dev.sluice.asl.journal.JournalRecord.MachineSaved;
import dev.sluice.asl.language.Definition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The state machines, and every revision of their definitions that an execution may still need. */
final class Machines {
    private final Arns arns;
    private final Turn turn;
    private final Map<String, MachineSaved> machines = new LinkedHashMap<>();
    private final Map<String, String> definitions = new HashMap<>();
    private final Map<String, Definition> read = new HashMap<>();

    Machines(Arns arns, Turn turn) {
        this.arns = arns;
        this.turn = turn;
    }

    StateMachineDescription create(String name, String definition, String roleArn, Instant now) {
        Names.check(name);
        Definition.read(definition);
        String arn = arns.machine(name);
        MachineSaved wanted = new MachineSaved(arn, name, roleArn, revision(definition), now, now);
        MachineSaved existing = machines.get(arn);
        if (existing != null) {
            boolean same = existing.revision().equals(wanted.revision())
                    && existing.roleArn().equals(roleArn);
            if (!same) {
                throw new RequestRefused("StateMachineAlreadyExists", "State Machine Already Exists: '" + arn + "'");
            }
            return describe(arn);
        }
        save(wanted, definition);
        return describe(arn);
    }

    StateMachineDescription update(String arn, Optional<String> definition, Optional<String> roleArn, Instant now) {
        MachineSaved old = find(arn);
        definition.ifPresent(Definition::read);
        String text = definition.orElseGet(() -> definitions.get(old.revision()));
        String role = roleArn.orElse(old.roleArn());
        save(new MachineSaved(arn, old.name(), role, revision(text), old.creationDate(), now), text);
        return describe(arn);
    }

    /** Gone for new executions; those that run go on. */
    void delete(String arn) {
        arns.checkMachine(arn);
        if (machines.remove(arn) != null) {
            turn.record(new MachineDeleted(arn));
        }
    }

    StateMachineDescription describe(String arn) {
        MachineSaved machine = find(arn);
        return new StateMachineDescription(
                arn,
                machine.name(),
                definitions.get(machine.revision()),
                machine.roleArn(),
                machine.revision(),
                machine.creationDate(),
                machine.updateDate());
    }

    List<StateMachineDescription> list() {
        return machines.keySet().stream().map(this::describe).toList();
    }

    /** The role of a machine; empty where it was deleted meanwhile. */
    String roleArn(String arn) {
        return Optional.ofNullable(machines.get(arn)).map(MachineSaved::roleArn).orElse("");
    }

    Definition definition(String revision) {
        return read.computeIfAbsent(revision, r -> Definition.read(definitions.get(r)));
    }

    void restore(DefinitionSaved saved) {
        definitions.put(saved.revision(), saved.definition());
    }

    void restore(MachineSaved saved) {
        machines.put(saved.arn(), saved);
    }

    void restore(MachineDeleted deleted) {
        machines.remove(deleted.arn());
    }

    /** All of it for a fresh journal, less the definitions that nobody needs any more. */
    List<JournalRecord> snapshot(Set<String> revisionsInUse) {
        Set<String> needed = new HashSet<>(revisionsInUse);
        machines.values().forEach(machine -> needed.add(machine.revision()));
        definitions.keySet().retainAll(needed);
        read.keySet().retainAll(needed);
        List<JournalRecord> records = new ArrayList<>();
        definitions.forEach((revision, text) -> records.add(new DefinitionSaved(revision, text)));
        records.addAll(machines.values());
        return records;
    }

    private void save(MachineSaved machine, String definition) {
        if (definitions.put(machine.revision(), definition) == null) {
            turn.record(new DefinitionSaved(machine.revision(), definition));
        }
        machines.put(machine.arn(), machine);
        turn.record(machine);
    }

    private MachineSaved find(String arn) {
        arns.checkMachine(arn);
        return Optional.ofNullable(machines.get(arn))
                .orElseThrow(() ->
                        new RequestRefused("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'"));
    }

    private static String revision(String definition) {
        return UUID.nameUUIDFromBytes(definition.getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
