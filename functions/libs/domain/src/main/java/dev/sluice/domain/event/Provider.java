package dev.sluice.domain.event;

import java.util.EnumSet;
import java.util.Set;

/** Where an event comes from: one of five git hosts, or Sluice itself for what a person asked for. */
public enum Provider {
    GITHUB,
    GITLAB,
    BITBUCKET,
    GITEA,
    FORGEJO,
    SLUICE;

    /** Those that send webhooks. */
    public static Set<Provider> gitHosts() {
        return EnumSet.complementOf(EnumSet.of(SLUICE));
    }
}
