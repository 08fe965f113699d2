package dev.sluice.asl.journal;

import java.util.List;
import java.util.function.Consumer;

/** Where the interpreter writes down what it did, before anybody can see that it did it. Used by one thread at a time. */
public interface Journal extends AutoCloseable {
    /** Gives all records in the order of their writing. To be called once, first. */
    Recovery replay(Consumer<JournalRecord> reader);

    /** Appends; on return the records outlive the process and the machine's power. */
    void append(List<JournalRecord> records);

    /** Whether the records that no longer count are worth a {@link #rewrite}. */
    boolean worthRewriting();

    /** Replaces everything by these records, all or nothing. */
    void rewrite(List<JournalRecord> records);

    @Override
    void close();

    /**
     * What replay found.
     *
     * @param tornBytes length of a last record that a crash left half-written and that was cut off; such a record was
     *     never acknowledged
     */
    record Recovery(int records, long tornBytes) {}

    /** Remembers nothing; for tests. */
    static Journal none() {
        return new Journal() {
            @Override
            public Recovery replay(Consumer<JournalRecord> reader) {
                return new Recovery(0, 0);
            }

            @Override
            public void append(List<JournalRecord> records) {}

            @Override
            public boolean worthRewriting() {
                return false;
            }

            @Override
            public void rewrite(List<JournalRecord> records) {}

            @Override
            public void close() {}
        };
    }
}
