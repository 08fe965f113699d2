package dev.sluice.engine.platform;

import dev.sluice.domain.Vault;
import dev.sluice.domain.project.Environment;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

/** Gives the client for an environment's platform. Both platforms speak the public API v1 of oec.sh. */
@Singleton
public class Platforms {
    private final Vault vault;
    private final PlatformHttp http;

    @Inject
    public Platforms(Vault vault, Clock clock) {
        this(
                vault,
                new PlatformHttp(
                        new Retries(() -> ThreadLocalRandom.current().nextDouble(), clock),
                        PlatformHttp.Limits.USUAL,
                        clock));
    }

    Platforms(Vault vault, PlatformHttp http) {
        this.vault = vault;
        this.http = http;
    }

    public PlatformClient of(Environment environment) {
        String purpose = Environment.keyPurpose(environment.project(), environment.id());
        return new PublicApiClient(
                http,
                environment.platform(),
                vault.open(purpose, environment.platform().key()));
    }
}
