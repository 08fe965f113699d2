package dev.sluice.agent.process;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The few variables of the agent's own environment that a child may see. Everything else, secrets included, stays behind. */
public final class BaseEnvironment {

    private static final Set<String> PASSED_ON =
            Set.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR");

    private BaseEnvironment() {}

    /** A fresh map that the caller may add to. */
    public static Map<String, String> of(Map<String, String> agent) {
        Map<String, String> passed = new TreeMap<>(agent);
        passed.keySet().retainAll(PASSED_ON);
        passed.putIfAbsent("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        return passed;
    }
}
