package dev.sluice.asl.run;

import dev.sluice.asl.journal.JournalRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the commands since the last commit changed, and what they want from the world once that is safe. */
final class Turn {
    private final List<JournalRecord> records = new ArrayList<>();
    private final Set<Execution> touched = new LinkedHashSet<>();
    private final List<Runnable> effects = new ArrayList<>();

    void record(JournalRecord item) {
        records.add(item);
    }

    void touch(Execution execution) {
        touched.add(execution);
    }

    void effect(Runnable effect) {
        effects.add(effect);
    }

    List<JournalRecord> takeRecords() {
        return take(records);
    }

    List<Execution> takeTouched() {
        List<Execution> taken = List.copyOf(touched);
        touched.clear();
        return taken;
    }

    List<Runnable> takeEffects() {
        return take(effects);
    }

    private static <T> List<T> take(List<T> from) {
        List<T> taken = List.copyOf(from);
        from.clear();
        return taken;
    }
}
