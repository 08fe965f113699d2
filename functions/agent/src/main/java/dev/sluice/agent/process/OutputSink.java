package dev.sluice.agent.process;

/** Takes what a child prints, standard output and standard error together. Must be quick and must not throw. */
@FunctionalInterface
public interface OutputSink {

    /** Takes the first {@code length} bytes; the array is reused after the call. */
    void accept(byte[] bytes, int length);
}
