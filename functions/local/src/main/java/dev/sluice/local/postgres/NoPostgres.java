package dev.sluice.local.postgres;

import java.io.IOException;

/** There is no PostgreSQL on this machine, and the message says why in a sentence for a person. */
public final class NoPostgres extends IOException {

    private static final long serialVersionUID = 1L;

    public NoPostgres(String message) {
        super(message);
    }

    public NoPostgres(String message, Throwable cause) {
        super(message, cause);
    }
}
