package dev.sluice.api.project;

import dev.sluice.api.http.Json;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.TimelineEntry;
import dev.sluice.domain.store.RunStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which run acts on an environment, and how many wait for it. */
@ApplicationScoped
class Lanes {
    /** What a run notes, with the environment as detail, when it takes a lane. */
    private static final String ENTERED = "entered_lane";

    private final RunStore runs;

    Lanes(RunStore runs) {
        this.runs = runs;
    }

    /** The JSON of each lane: two calls for up to a hundred environments, and a query for each that is taken. */
    Map<EnvironmentId, Map<String, Object>> of(ProjectId project, List<EnvironmentId> environments) {
        Map<EnvironmentId, Map<String, Object>> all = new HashMap<>();
        environments.forEach(e -> all.put(e, json(Optional.empty(), 0)));
        List<Lane> taken = runs.lanes(project, environments).stream()
                .filter(lane -> lane.holder().isPresent())
                .toList();
        Map<RunId, Run> holders = holders(taken);
        taken.forEach(lane -> all.put(
                lane.environment(),
                json(Optional.of(holder(lane, holders)), runs.waiting(project, lane.environment()))));
        return all;
    }

    private Map<RunId, Run> holders(List<Lane> taken) {
        List<RunId> ids = taken.stream().map(Lanes::holder).toList();
        return ids.isEmpty()
                ? Map.of()
                : runs.runs(ids).stream().collect(Collectors.toMap(Run::id, Function.identity()));
    }

    private static RunId holder(Lane lane) {
        return lane.holder().orElseThrow().run();
    }

    private static Map<String, Object> json(Optional<Map<String, Object>> holder, int waiting) {
        return Json.object("holder", holder, "waiting", waiting);
    }

    private static Map<String, Object> holder(Lane lane, Map<RunId, Run> holders) {
        Optional<Run> run = Optional.ofNullable(holders.get(holder(lane)));
        Optional<Instant> since = run.flatMap(r -> r.timeline().stream()
                .filter(t -> t.what().equals(ENTERED)
                        && t.detail().equals(lane.environment().value()))
                .map(TimelineEntry::at)
                .findFirst());
        return Json.object(
                "run_id", holder(lane).value(),
                "rule_name", run.map(r -> r.rule().name()),
                "since", since);
    }
}
