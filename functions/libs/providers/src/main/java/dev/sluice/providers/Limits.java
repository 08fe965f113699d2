package dev.sluice.providers;

/** How much of a payload's text is kept, in UTF-16 units. */
final class Limits {
    /** Of a ref, a repository, a person. */
    static final int NAME = 255;

    static final int MESSAGE = 300;
    static final int LINK = 2000;

    private Limits() {}
}
