package dev.sluice.engine.platform;

import dev.sluice.domain.Vault;
import dev.sluice.domain.project.Environment;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Duration;

/** Gives the client for an environment's platform. Both platforms speak the public API v1 of oec.sh. */
@Singleton
public class Platforms {
    private final Vault vault;
    private final HttpClient http;

    public Platforms(Vault vault) {
        this.vault = vault;
        this.http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(3))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    public PlatformClient of(Environment environment) {
        String purpose = Environment.keyPurpose(environment.project(), environment.id());
        return new PublicApiClient(
                http,
                environment.platform(),
                vault.open(purpose, environment.platform().key()));
    }
}
