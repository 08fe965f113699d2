package dev.sluice.agent.task;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** A child of the agent. Ids are used again by the system, so the start time tells whether it is still the same process. */
@RegisterForReflection
public record ChildProcess(long pid, Instant startedAt) {}
