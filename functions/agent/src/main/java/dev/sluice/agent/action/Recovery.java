package dev.sluice.agent.action;

import dev.sluice.agent.build.Trees;
import dev.sluice.agent.config.EnvironmentConfig;
import dev.sluice.agent.process.ProcessTree;
import dev.sluice.agent.task.BuildId;
import dev.sluice.agent.task.Task;
import dev.sluice.agent.task.TaskBoard;
import dev.sluice.agent.task.TaskStatus;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Puts right what an earlier life of the agent left when it ended in the middle of something. Runs before the first request.
 *
 * <p>Processes of open tasks are ended, unfinished files deleted, and every open task ends as failed. A task that had begun to
 * switch stays open until its environment serves the old build again, which goes on in the background.
 */
public final class Recovery {

    private static final Logger LOG = Logger.getLogger(Recovery.class);

    private final Workshop workshop;
    private final TaskBoard board;
    private final ActionRunner runner;

    public Recovery(Workshop workshop, TaskBoard board, ActionRunner runner) {
        this.workshop = workshop;
        this.board = board;
        this.runner = runner;
    }

    /** Does all of it. */
    public void run() throws IOException {
        for (Task task : board.unfinished()) {
            endProcesses(task);
        }
        Trees.deleteContent(workshop.data().staging());
        for (EnvironmentConfig environment : workshop.serving().all()) {
            workshop.serving().link(environment).removeScratch();
        }
        workshop.builds().removeUnfinished(inUse());
        for (Task task : board.unfinished()) {
            end(task);
        }
    }

    private void endProcesses(Task task) {
        Optional<ProcessHandle> child =
                task.progress().traces().child().flatMap(trace -> ProcessTree.survivor(trace.pid(), trace.startedAt()));
        int ended = ProcessTree.end(child, task.id().value());
        if (ended > 0) {
            LOG.infof("ended %d processes that task %s had left", ended, task.id());
        }
    }

    private Set<BuildId> inUse() throws IOException {
        Set<BuildId> used =
                new HashSet<>(workshop.serving().inUse(workshop.clock().instant()));
        for (Task task : board.unfinished()) {
            task.progress()
                    .traces()
                    .switchover()
                    .flatMap(switchover -> switchover.from())
                    .flatMap(workshop.builds()::idOf)
                    .ifPresent(used::add);
        }
        return used;
    }

    private void end(Task task) {
        Optional<EnvironmentConfig> environment =
                workshop.serving().find(task.order().environmentId());
        if (environment.isPresent()) {
            runner.recover(task, environment.get());
        } else {
            board.update(
                    task.id(),
                    state -> state.ended(
                            TaskStatus.FAILED,
                            Optional.of(PlanRunner.stopped(state)),
                            workshop.clock().instant()));
        }
    }
}
