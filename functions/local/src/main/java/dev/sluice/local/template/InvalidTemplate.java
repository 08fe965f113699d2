package dev.sluice.local.template;

/** The template holds what this machine cannot carry out; the message says what, and where in the template. */
public final class InvalidTemplate extends RuntimeException {

    public InvalidTemplate(String message) {
        super(message);
    }
}
