package dev.sluice.asl.run;

import dev.sluice.asl.RequestRefused;
import java.util.regex.Pattern;

/** What machines and executions may be called. */
final class Names {
    private static final Pattern ALLOWED = Pattern.compile("[^\\s\\p{Cntrl}<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/]{1,80}");

    private Names() {}

    static void check(String name) {
        if (!ALLOWED.matcher(name).matches()) {
            throw new RequestRefused(
                    "InvalidName",
                    "Invalid Name: '" + name + "' (1 to 80 characters, without spaces, brackets, wildcards and any of"
                            + " \"#%\\^|~`$&,;:/)");
        }
    }
}
