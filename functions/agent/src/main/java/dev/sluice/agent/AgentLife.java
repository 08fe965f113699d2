package dev.sluice.agent;

import dev.sluice.agent.action.ActionRunner;
import dev.sluice.agent.action.Recovery;
import dev.sluice.agent.action.Workshop;
import dev.sluice.agent.task.TaskBoard;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The agent's beginning and end. */
@ApplicationScoped
public class AgentLife {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(3);

    private final Recovery recovery;
    private final ActionRunner actions;
    private final boolean exitOnStdinEof;

    AgentLife(
            Workshop workshop,
            TaskBoard board,
            ActionRunner actions,
            @ConfigProperty(name = "sluice.agent.exit-on-stdin-eof", defaultValue = "false") boolean exitOnStdinEof) {
        this.recovery = new Recovery(workshop, board, actions);
        this.actions = actions;
        this.exitOnStdinEof = exitOnStdinEof;
    }

    void start(@Observes StartupEvent event) throws IOException {
        recovery.run();
        if (exitOnStdinEof) {
            Thread watcher = new Thread(() -> awaitEnd(System.in), "stdin-watcher");
            watcher.setDaemon(true);
            watcher.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        actions.stop(PATIENCE);
    }

    /** Whoever started the agent holds the other end; when they are gone, however that came, so is the agent. */
    private static void awaitEnd(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException alsoTheEnd) {
            Quarkus.asyncExit(1);
        }
        CompletableFuture.delayedExecutor(ORPHAN_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .execute(() -> Runtime.getRuntime().halt(1));
        Quarkus.asyncExit(0);
    }
}
