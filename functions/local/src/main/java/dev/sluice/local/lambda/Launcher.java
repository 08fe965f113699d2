package dev.sluice.local.lambda;

import dev.sluice.local.guard.Guard;
import dev.sluice.local.process.Children;
import dev.sluice.local.process.LogFile;
import dev.sluice.local.template.FunctionSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts function processes as AWS would: the zip's content on the class path behind AWS's own runtime interface
 * client, or the zip's {@code bootstrap}; with the template's variables, those that Lambda sets, and no others.
 */
public final class Launcher {

    private static final String RUNTIME_CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String NATIVE_LIBRARY =
            "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=";
    /** Ends the bootstrap when the parent's end of standard input closes, and passes its exit status on. */
    private static final String NATIVE_GUARD =
            "exec 3<&0; ./bootstrap </dev/null & child=$!; (cat <&3 >/dev/null; kill -9 $child) & wait $child";

    private final Path folder;
    private final List<Path> runtimeJars;
    private final Path nativeLibrary;
    private final Map<String, String> environment;
    private final Children children;
    private final FunctionFolder zips;

    private Launcher(
            Path folder,
            List<Path> runtimeJars,
            Path nativeLibrary,
            Map<String, String> environment,
            Children children) {
        this.folder = folder;
        this.runtimeJars = runtimeJars;
        this.nativeLibrary = nativeLibrary;
        this.environment = Map.copyOf(environment);
        this.children = children;
        this.zips = new FunctionFolder(folder.resolve("functions"));
    }

    /**
     * Prepares what all functions share.
     *
     * @param folder where unpacked functions, the guard and {@code logs} go
     * @param runtimeClient the folder with the runtime interface client's jars
     * @param environment variables for every function: endpoints, region
     */
    public static Launcher open(Path folder, Path runtimeClient, Map<String, String> environment, Children children)
            throws IOException {
        if (!Files.isDirectory(runtimeClient)) {
            throw new IOException(
                    "the runtime interface client is not at " + runtimeClient + ": build first (mvn package)");
        }
        List<Path> jars;
        try (Stream<Path> files = Files.list(runtimeClient)) {
            jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
        Files.createDirectories(folder.resolve("logs"));
        Files.createDirectories(folder.resolve("functions"));
        Path guard = folder.resolve("guard").resolve(Guard.class.getName().replace('.', '/') + ".class");
        copyResource("/" + Guard.class.getName().replace('.', '/') + ".class", guard);
        return new Launcher(folder, jars, nativeLibrary(folder, jars), environment, children);
    }

    /** Starts one process of a function, which will ask the given Runtime API for work. */
    Process start(FunctionSpec function, String runtimeApi) throws IOException {
        Path task = zips.unpack(function.zip());
        var builder = new ProcessBuilder(command(function, task))
                .directory(task.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(variables(function, task, runtimeApi));
        Process process = children.start(function.shortName(), builder);
        new LogFile(folder.resolve("logs").resolve(function.shortName() + ".log"))
                .follow(process.getInputStream(), function.shortName());
        return process;
    }

    void kill(Process process) {
        children.kill(process);
    }

    private List<String> command(FunctionSpec function, Path task) throws IOException {
        if (function.isNative()) {
            return List.of("/bin/sh", "-c", NATIVE_GUARD);
        }
        var classPath = new ArrayList<Path>(List.of(folder.resolve("guard")));
        classPath.addAll(runtimeJars);
        classPath.addAll(FunctionFolder.classPath(task));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // a small heap that grows only as far as it must: seven of these share a desk's memory
                "-Xms24m",
                "-Xmx96m",
                "-XX:MinHeapFreeRatio=15",
                "-XX:MaxHeapFreeRatio=30",
                "-Xss512k",
                "-Xshare:auto",
                NATIVE_LIBRARY + nativeLibrary,
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(":")),
                Guard.class.getName(),
                RUNTIME_CLIENT,
                function.handler());
    }

    private Map<String, String> variables(FunctionSpec function, Path task, String runtimeApi) {
        var all = new java.util.HashMap<>(environment);
        all.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        all.put("LANG", "C.UTF-8");
        all.put("TZ", ":UTC");
        // glibc otherwise keeps an arena for each thread: 20 MB and more for each process
        all.put("MALLOC_ARENA_MAX", "2");
        all.put("LAMBDA_TASK_ROOT", task.toString());
        all.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        all.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        all.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
        all.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime());
        all.put("_HANDLER", function.handler());
        // dummy credentials; the key id is the function's short name, so that an endpoint can tell who calls
        all.put("AWS_ACCESS_KEY_ID", function.shortName());
        all.put("AWS_SECRET_ACCESS_KEY", "local");
        all.putAll(function.environment());
        return all;
    }

    /** One copy for all: clients that each unpack it to a fixed name in the temporary folder crash each other. */
    private static Path nativeLibrary(Path folder, List<Path> jars) throws IOException {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String name = "jni/libaws-lambda-jni.linux-" + (arm ? "aarch_64" : "x86_64") + ".so";
        Path target = folder.resolve("guard").resolve("libaws-lambda-jni.so");
        for (Path jar : jars) {
            try (var zip = new java.util.zip.ZipFile(jar.toFile())) {
                var entry = zip.getEntry(name);
                if (entry != null) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        replace(in, target);
                    }
                    return target;
                }
            }
        }
        throw new IOException("no jar of the runtime interface client holds " + name + "; looked in " + jars);
    }

    private static void copyResource(String name, Path target) throws IOException {
        try (InputStream in = Launcher.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the class path does not hold " + name);
            }
            replace(in, target);
        }
    }

    private static void replace(InputStream in, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Path half = target.resolveSibling(target.getFileName() + ".half");
        Files.copy(in, half, StandardCopyOption.REPLACE_EXISTING);
        Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
