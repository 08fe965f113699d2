package dev.sluice.domain.store;

/**
 * Something the table keeps. {@code revision} counts its writes: 0 is not stored yet, and a {@link Write} of revision n
 * succeeds only where n is what is stored, so that whoever acted on an old reading loses and reads again.
 */
public interface Entity {
    long revision();
}
