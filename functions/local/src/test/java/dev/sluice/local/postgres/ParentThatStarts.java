package dev.sluice.local.postgres;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program of its own for {@link PostgresServerTest}: it starts a server, says its process id, and waits to be killed. */
public final class ParentThatStarts {

    private ParentThatStarts() {}

    public static void main(String[] args) throws Exception {
        System.out.println(ServerFixture.start(Path.of(args[0])).pid());
        new CountDownLatch(1).await();
    }
}
