package dev.sluice.local.process;

import dev.sluice.local.guard.Guard;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A program of its own for {@link ChildrenTest}: it starts a child, says its process id, and waits to be killed. */
public final class ParentThatDies {

    private ParentThatDies() {}

    public static void main(String[] args) throws Exception {
        Children children = Children.open(Path.of(args[0]));
        boolean guarded = Boolean.parseBoolean(args[1]);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        Process child = children.start(
                "sleeper",
                new ProcessBuilder(
                        guarded
                                ? List.of(java, "-cp", classPath, Guard.class.getName(), Sleeper.class.getName())
                                : List.of(java, "-cp", classPath, Sleeper.class.getName())));
        System.out.println(child.pid());
        new CountDownLatch(1).await();
    }

    /** A child that does nothing for ever and does not look at its standard input. */
    public static final class Sleeper {

        private Sleeper() {}

        public static void main(String[] args) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }
}
