package dev.sluice.asl.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what Retry and Catch have in common, and Retry. */
final class ErrorHandlers {
    private static final int MAX_DELAY_SECONDS = 31_622_400;
    private static final Set<String> FIELDS = Set.of(
            "ErrorEquals",
            "IntervalSeconds",
            "MaxAttempts",
            "BackoffRate",
            "MaxDelaySeconds",
            "JitterStrategy",
            "Comment");

    private ErrorHandlers() {}

    static List<Retrier> retriers(JsonField field) {
        List<Retrier> retriers = new ArrayList<>();
        for (JsonField item : field.items()) {
            retriers.add(retrier(item.only(FIELDS), field.node().size()));
        }
        return retriers;
    }

    private static Retrier retrier(JsonField item, int of) {
        int interval = item.find("IntervalSeconds")
                .map(i -> i.whole(1, DefinitionReader.MAX_SECONDS))
                .orElse(1);
        return new Retrier(
                errorEquals(item, of),
                interval,
                item.find("MaxAttempts")
                        .map(m -> m.whole(0, DefinitionReader.MAX_SECONDS))
                        .orElse(3),
                item.find("BackoffRate").map(b -> b.number(1)).orElse(2.0),
                item.find("MaxDelaySeconds").map(m -> m.whole(1, MAX_DELAY_SECONDS)),
                item.find("JitterStrategy").map(ErrorHandlers::full).orElse(false));
    }

    private static boolean full(JsonField field) {
        return switch (field.text()) {
            case "FULL" -> true;
            case "NONE" -> false;
            default -> throw field.wrong("Expected FULL or NONE");
        };
    }

    /** The names of an entry, of which States.ALL stands alone and in the last entry only. */
    static List<String> errorEquals(JsonField item, int of) {
        JsonField field = item.require("ErrorEquals");
        List<String> names = new ArrayList<>();
        field.someItems().forEach(name -> names.add(name.text()));
        if (names.contains(ErrorNames.ALL)) {
            boolean last = item.path().endsWith("[" + (of - 1) + "]");
            if (names.size() > 1 || !last) {
                throw field.wrong("States.ALL stands alone, in the last entry");
            }
        }
        return names;
    }
}
