package dev.sluice.agent.task;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Why a task did not complete: a stable code for programs and a sentence for people. */
@RegisterForReflection
public record TaskError(String code, String message) {}
