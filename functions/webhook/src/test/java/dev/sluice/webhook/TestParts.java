package dev.sluice.webhook;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts a clock into the function that tests can move. */
@Singleton
class TestParts {
    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    MovableClock clock() {
        return new MovableClock();
    }
}
