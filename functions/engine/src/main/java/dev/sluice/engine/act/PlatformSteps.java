package dev.sluice.engine.act;

import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.run.ActionOutcome;
import dev.sluice.domain.run.ActionState;
import dev.sluice.domain.run.Build;
import dev.sluice.domain.run.Deployment;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.Commits;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.domain.store.RunStore;
import dev.sluice.domain.store.Write;
import dev.sluice.engine.platform.ActionOrder;
import dev.sluice.engine.platform.PlatformClient;
import dev.sluice.engine.platform.Platforms;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One look at the platform: starts the action where it was not started, asks how far it is where it was. */
@Singleton
public class PlatformSteps {
    private static final Logger LOG = Logger.getLogger(PlatformSteps.class);

    /** So many refusals in a row, each after a longer pause, make about half a minute before a start is given up. */
    static final int MAX_START_REFUSALS = 6;

    /** A heartbeat goes out with each look; one such pause and a redelivery fit into the Act state's HeartbeatSeconds. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(4);

    private static final Duration BUSY_PAUSE = Duration.ofSeconds(5);

    private static final Duration LEASE_RENEWAL = Duration.ofMinutes(10);

    private final ProjectStore projects;
    private final RunStore runs;
    private final Commits commits;
    private final Platforms platforms;
    private final Clock clock;

    public PlatformSteps(ProjectStore projects, RunStore runs, Commits commits, Platforms platforms, Clock clock) {
        this.projects = projects;
        this.runs = runs;
        this.commits = commits;
        this.platforms = platforms;
        this.clock = clock;
    }

    /**
     * The action after this look; an outcome if it ended, else when to look again. {@code held}: not earlier, whoever sends the
     * next message, since the platform asked for it.
     */
    record Next(ActionState action, Optional<ActionOutcome> outcome, Duration delay, boolean held) {
        static Next ended(ActionState action, ActionOutcome outcome) {
            return new Next(action, Optional.of(outcome), Duration.ZERO, false);
        }

        static Next later(ActionState action, Duration delay) {
            return new Next(action, Optional.empty(), delay, false);
        }

        static Next failed(ActionState action, ReasonCode code, String message, Optional<Deployment> deployment) {
            return failed(action, new Reason(code, message), deployment);
        }

        static Next failed(ActionState action, Reason reason, Optional<Deployment> deployment) {
            return ended(action, new ActionOutcome(Optional.of(reason), deployment));
        }
    }

    /** {@code waitedFor}: whether the execution still waits for this action. */
    Next advance(Run run, ActionState action, boolean waitedFor) {
        Optional<Environment> target = target(run);
        if (target.isEmpty()) {
            String message =
                    "The project has no environment " + run.spec().action().target() + " any more.";
            return Next.failed(action, ReasonCode.TARGET_MISSING, message, run.deployment());
        }
        PlatformClient client = platforms.of(target.get());
        if (action.task().isPresent()) {
            return progress(client, run, action, action.task().get());
        }
        ActionOrder.Made made = ActionOrder.of(run, target.get(), e -> projects.environment(run.project(), e));
        return made.order()
                .map(order -> start(client.start(order, run.id()), client, run, action, waitedFor))
                .orElseGet(() -> Next.failed(action, made.fault().orElseThrow(), Optional.empty()));
    }

    void cancel(Run run, ActionState action) {
        action.task()
                .ifPresent(task -> target(run).ifPresent(t -> platforms.of(t).cancel(task)));
    }

    /** Prolongs the right to act, now and then rather than with each look. */
    void renewLanes(Run run) {
        run.spec().action().lanes().forEach(environment -> renew(runs.lane(run.project(), environment), run));
    }

    private void renew(Lane lane, Run run) {
        boolean due = lane.isHeldBy(run.id())
                && lane.holder()
                        .orElseThrow()
                        .leaseUntil()
                        .isBefore(clock.instant().plus(Lane.LEASE).minus(LEASE_RENEWAL));
        if (due) {
            commits.commit(Write.save(lane.heldBy(run.id(), clock.instant())));
        }
    }

    private Next start(
            PlatformClient.Start start, PlatformClient client, Run run, ActionState action, boolean waitedFor) {
        if (start instanceof PlatformClient.Start.Started started) {
            return started(client, run, action, started.task());
        }
        if (start instanceof PlatformClient.Start.Refused refused) {
            return Next.failed(action, ReasonCode.ACTION_FAILED, refused.message(), Optional.empty());
        }
        if (start instanceof PlatformClient.Start.Unavailable unavailable) {
            return action.refusals() + 1 < MAX_START_REFUSALS
                    ? unanswered(action, unavailable.pause(), client)
                    : Next.failed(action, ReasonCode.PLATFORM_UNAVAILABLE, unavailable.message(), Optional.empty());
        }
        if (!waitedFor) {
            String message = "The environment was busy with something else for as long as the run could wait.";
            return Next.failed(action, ReasonCode.ACTION_TIMEOUT, message, Optional.empty());
        }
        // Busy with what somebody started there by hand: wait for it.
        return Next.later(action, longer(BUSY_PAUSE, client.pace()));
    }

    private Next started(PlatformClient client, Run run, ActionState action, String task) {
        PlatformClient.Links links = client.links(task);
        Run shown = runs.run(run.id())
                .orElseThrow()
                .edit()
                .deployment(new Deployment(task, links.task(), Optional.empty(), links.log()))
                .build();
        boolean done = commits.commit(Write.save(action.withTask(task)), Write.save(shown))
                .done();
        if (!done) {
            // Nothing is lost: the message comes back, and the platform gives the same task for the same key.
            throw new IllegalStateException("Run " + run.id() + " was changed while its action started.");
        }
        return Next.later(runs.action(run.id()).orElseThrow(), client.pace());
    }

    private Next progress(PlatformClient client, Run run, ActionState action, String task) {
        PlatformClient.Progress progress = client.progress(task);
        if (progress instanceof PlatformClient.Progress.Completed completed) {
            Optional<Deployment> deployment = Optional.of(deployment(client, task, completed.build()));
            return Next.ended(action, new ActionOutcome(Optional.empty(), deployment));
        }
        if (progress instanceof PlatformClient.Progress.Failed failed) {
            return Next.failed(action, ReasonCode.ACTION_FAILED, failed.message(), run.deployment());
        }
        if (progress instanceof PlatformClient.Progress.Cancelled) {
            String message = run.gates()
                    .cancellation()
                    .map(c -> "Cancelled by " + c.by() + ".")
                    .orElse("The deployment was cancelled on the platform.");
            return Next.failed(action, ReasonCode.CANCELLED, message, run.deployment());
        }
        if (progress instanceof PlatformClient.Progress.Unavailable unavailable) {
            // However long it is silent, nobody knows that the deployment has ended: the lane stays, until the Act
            // state's timeout ends the run, and after that until the platform answers or the environment is deleted.
            LOG.warnf("Run %s: %s", run.id(), unavailable.message());
            return unanswered(action, unavailable.pause(), client);
        }
        return Next.later(action.withRefusals(0), longer(pause(action.sequence()), client.pace()));
    }

    private static Next unanswered(ActionState action, Duration asked, PlatformClient client) {
        Duration usual = Duration.ofSeconds(Math.min(20, 1L << Math.min(5, action.refusals())));
        Duration wait = longer(longer(usual, client.pace()), asked);
        Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        boolean held = asked.compareTo(usual) > 0;
        return new Next(action.withRefusals(action.refusals() + 1), Optional.empty(), bounded, held);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Queues count whole seconds. Short deployments are seen at once, long ones cost few looks. */
    private static Duration pause(int sequence) {
        return Duration.ofSeconds(Math.min(10, sequence / 3));
    }

    private static Deployment deployment(PlatformClient client, String task, Optional<Build> build) {
        PlatformClient.Links links = client.links(task);
        return new Deployment(task, links.task(), build, links.log());
    }

    private Optional<Environment> target(Run run) {
        return projects.environment(run.project(), run.spec().action().target());
    }
}
