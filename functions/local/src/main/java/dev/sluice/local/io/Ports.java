package dev.sluice.local.io;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Loopback ports by name, the same at every start where they are still free: a bookmark of yesterday's staging works
 * today. A port that someone else has taken meanwhile is replaced.
 */
public final class Ports {

    private final Path file;
    private final ObjectNode known;

    private Ports(Path file, ObjectNode known) {
        this.file = file;
        this.known = known;
    }

    public static Ports open(Path file) {
        return new Ports(file, Files.exists(file) && Json.read(file) instanceof ObjectNode kept ? kept : Json.object());
    }

    /** The port of a name; it is free at the moment of the answer, and not held. */
    public synchronized int port(String name) throws IOException {
        int last = known.path(name).asInt(0);
        if (last != 0 && isFree(last)) {
            return last;
        }
        int chosen = anyFree();
        known.put(name, chosen);
        PrivateFiles.write(file, Json.bytes(known));
        return chosen;
    }

    /** Whether a server could listen on this loopback port now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    public static int anyFree() throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        }
    }
}
