package dev.sluice.api.approval;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them. */
final class Times {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    static String at(Instant time) {
        return UTC.format(time);
    }

    /** "in 2 hours 5 minutes"; rounded down, so that nobody is promised time that there is not. */
    static String in(Duration left) {
        if (left.compareTo(Duration.ofMinutes(1)) < 0) {
            return "in less than a minute";
        }
        long days = left.toDays();
        int hours = left.toHoursPart();
        int minutes = left.toMinutesPart();
        if (days > 0) {
            return "in " + count(days, "day") + (hours > 0 ? " " + count(hours, "hour") : "");
        }
        if (hours > 0) {
            return "in " + count(hours, "hour") + (minutes > 0 ? " " + count(minutes, "minute") : "");
        }
        return "in " + count(minutes, "minute");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
