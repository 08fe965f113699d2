package dev.sluice.api.platform;

import dev.sluice.api.http.Excerpt;
import dev.sluice.api.http.Outbound;
import dev.sluice.api.http.Reply;
import dev.sluice.domain.Vault;
import dev.sluice.domain.project.Environment;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/** One question about an environment, or a task there, to the platform that hosts it, with the stored key. */
@ApplicationScoped
class Asking {
    private final Outbound outbound;
    private final Vault vault;

    Asking(Outbound outbound, Vault vault) {
        this.outbound = outbound;
        this.vault = vault;
    }

    /** {@code below}: what follows the environment's id in the address. Empty where no answer came. */
    Optional<Reply> about(Environment environment, String below) {
        return outbound.get(environment.platform().ofEnvironment(below), key(environment));
    }

    /** How the environment is and what it runs. Empty where no answer came. */
    Optional<Reply> state(Environment environment) {
        return outbound.get(environment.platform().ofState(), key(environment));
    }

    /** Empty where no answer came. */
    Optional<Reply> task(Environment environment, String task) {
        return outbound.get(environment.platform().ofDeployment(task, ""), key(environment));
    }

    /** The begin of what the task printed from this byte on. Empty where no answer came. */
    Optional<Excerpt> log(Environment environment, String task, long offset) {
        URI log = environment.platform().ofDeployment(task, "/log?offset=" + offset);
        return outbound.text(log, key(environment));
    }

    private String key(Environment environment) {
        String purpose = Environment.keyPurpose(environment.project(), environment.id());
        return vault.open(purpose, environment.platform().key()).reveal();
    }

    static String who(Environment environment) {
        return "The platform of the environment " + environment.id();
    }

    static String silence(Environment environment) {
        return who(environment) + " does not answer. Try again.";
    }

    /** What an answer with an unwelcome status means, where the question itself was right. */
    static String trouble(Environment environment, int status) {
        return switch (status) {
            case 401, 403 -> who(environment) + " does not accept the stored key.";
            case 404 ->
                who(environment) + " does not know its id "
                        + environment.platform().environmentId() + ".";
            default -> who(environment) + " answered with status " + status + ".";
        };
    }
}
