package dev.sluice.local.template;

/** A state machine; the definition has its substitutions filled in. */
public record StateMachineSpec(String name, String arn, String definition) {}
