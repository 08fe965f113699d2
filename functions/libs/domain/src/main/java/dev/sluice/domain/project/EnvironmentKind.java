package dev.sluice.domain.project;

/** What an environment is for; {@code PRODUCTION} asks for more rights and is never a clone's target. */
public enum EnvironmentKind {
    DEVELOPMENT,
    STAGING,
    PRODUCTION
}
