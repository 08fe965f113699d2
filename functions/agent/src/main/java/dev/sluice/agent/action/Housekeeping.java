package dev.sluice.agent.action;

import dev.sluice.agent.build.BuildStore;
import dev.sluice.agent.config.EnvironmentConfig;
import dev.sluice.agent.git.GitMirror;
import dev.sluice.agent.process.CommandRunner;
import dev.sluice.agent.process.Interruption;
import dev.sluice.agent.task.BuildId;
import dev.sluice.agent.task.Task;
import dev.sluice.agent.task.TaskBoard;
import dev.sluice.agent.task.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Keeps the data folder from growing: old builds, old tasks with their logs, loose git objects. Never fails a task. */
final class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    private final Workshop workshop;
    private final TaskBoard board;

    Housekeeping(Workshop workshop, TaskBoard board) {
        this.workshop = workshop;
        this.board = board;
    }

    /** To be called when a task is final; the next one may run meanwhile. */
    void after(Task task, EnvironmentConfig environment) throws InterruptedException {
        try {
            pruneBuilds(environment);
            forgetTasks();
        } catch (IOException | RuntimeException e) {
            LOG.warnf(e, "cleaning up after task %s", task.id());
        }
        CommandRunner runner = new CommandRunner("tidy-" + environment.id(), new Interruption(), child -> {});
        workshop.mirrors()
                .of(environment.source().repository())
                .tidy(new GitMirror.Means(runner, (bytes, length) -> {}, Duration.ofMinutes(1)));
    }

    private void pruneBuilds(EnvironmentConfig environment) throws IOException {
        BuildStore builds = workshop.builds();
        List<BuildId> deleted =
                builds.prune(environment.id(), environment.site().keeping().builds(), this::mustStay);
        if (!deleted.isEmpty()) {
            LOG.debugf("deleted old builds of %s: %s", environment.id(), deleted);
        }
    }

    /** Current or previous somewhere, served a short time ago, or named by a task that has not ended. */
    private boolean mustStay(BuildId build) throws IOException {
        return workshop.serving().inUse(workshop.clock().instant()).contains(build)
                || board.unfinished().stream().anyMatch(task -> task.order()
                        .action()
                        .namedBuild()
                        .filter(build::equals)
                        .isPresent());
    }

    private void forgetTasks() throws IOException {
        for (TaskId id : board.forgetOld()) {
            Files.deleteIfExists(workshop.data().logs().resolve(id + ".log"));
        }
    }
}
