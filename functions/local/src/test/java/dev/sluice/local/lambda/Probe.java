package dev.sluice.local.lambda;

import java.util.Map;
import java.util.TreeMap;

/** The function of these tests, put into a zip and run by AWS's runtime interface client in a process of its own. */
public final class Probe {

    public Map<String, Object> handle(Map<String, Object> event) throws InterruptedException {
        switch (String.valueOf(event.get("do"))) {
            case "throw" -> throw new IllegalStateException("as told");
            case "exit" -> Runtime.getRuntime().halt(3);
            case "hang" -> new java.util.concurrent.CountDownLatch(1).await();
            case "environment" -> {
                return new TreeMap<>(System.getenv());
            }
            default -> event.put("pid", ProcessHandle.current().pid());
        }
        return event;
    }
}
