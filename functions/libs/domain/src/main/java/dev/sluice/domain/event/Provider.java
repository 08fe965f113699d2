package dev.sluice.domain.event;

/** Where an event comes from: one of five git hosts, or Sluice itself for what a person asked for. */
public enum Provider {
    GITHUB,
    GITLAB,
    BITBUCKET,
    GITEA,
    FORGEJO,
    SLUICE
}
