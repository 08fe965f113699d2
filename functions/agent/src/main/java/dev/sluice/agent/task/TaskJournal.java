package dev.sluice.agent.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Tasks on disk, one JSON file each. */
public final class TaskJournal {

    private static final Logger LOG = Logger.getLogger(TaskJournal.class);

    private final Path folder;
    private final ObjectMapper json = AgentJson.mapper();

    /**
     * @param folder exists
     */
    public TaskJournal(Path folder) {
        this.folder = folder;
    }

    /** Returns once the task's state is durable. */
    public void write(Task task) {
        try {
            DurableFile.write(file(task.id()), json.writeValueAsBytes(task));
        } catch (IOException e) {
            throw new UncheckedIOException("the task could not be written to " + folder, e);
        }
    }

    /** Every task there is. A file that cannot be read is renamed to {@code .unreadable} and reported, so that the agent can start. */
    public List<Task> readAll() {
        List<Task> tasks = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.endsWith(DurableFile.UNFINISHED)) {
                    Files.delete(file);
                } else if (name.endsWith(".json")) {
                    read(file, tasks);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the tasks in " + folder + " could not be read", e);
        }
        return tasks;
    }

    /** Forgets a task. */
    public void delete(TaskId id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw new UncheckedIOException("the task " + id + " could not be deleted", e);
        }
    }

    private void read(Path file, List<Task> tasks) throws IOException {
        try {
            tasks.add(json.readValue(Files.readAllBytes(file), Task.class));
        } catch (JsonProcessingException e) {
            LOG.errorf("%s is no task that this agent understands; it is set aside", file);
            Files.move(file, file.resolveSibling(file.getFileName() + ".unreadable"));
        }
    }

    private Path file(TaskId id) {
        return folder.resolve(id + ".json");
    }
}
