package care.weald.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One background process, known by its pid file. It has its own session, so it outlives the command and the terminal
 * that started it; whoever reads the pid file may stop it.
 */
public record Child(Layout layout, String name) {

    private static final int LAST_LINES = 15;

    /** Starts it, its words going to its log, and notes its pid and the moment it began. */
    public void start(List<String> command, Map<String, String> environment, Path folder) {
        List<String> detached = new ArrayList<>(List.of("setsid"));
        detached.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(detached).directory(folder.toFile());
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(layout.log(name).getParent());
            Files.createDirectories(pidFile().getParent());
            builder.redirectErrorStream(true)
                    .redirectInput(Redirect.from(new File("/dev/null")))
                    .redirectOutput(Redirect.appendTo(layout.log(name).toFile()));
            ProcessHandle started = builder.start().toHandle();
            Files.writeString(pidFile(), started.pid() + " " + began(started));
        } catch (IOException e) {
            throw new StackProblem(name + " cannot be started", e);
        }
    }

    /** Whether it was started and not stopped since: it ought to be running. */
    public boolean isExpected() {
        return Files.exists(pidFile());
    }

    /** Its process, if it lives. */
    public Optional<ProcessHandle> running() {
        try {
            if (!isExpected()) {
                return Optional.empty();
            }
            String noted = Files.readString(pidFile());
            int gap = noted.indexOf(' ');
            long began = Long.parseLong(noted.substring(gap + 1));
            return ProcessHandle.of(Long.parseLong(noted.substring(0, gap)))
                    .filter(ProcessHandle::isAlive)
                    .filter(found -> began(found) == began);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it and what it started: asks first, waits as long as said, then forces. */
    public void stop(Duration patience) {
        running().ifPresent(process -> end(process, patience));
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines it wrote; of structured ones, what they say. */
    public String lastWords() {
        try {
            List<String> lines = new String(Files.readAllBytes(layout.log(name)), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream()
                    .map(Child::said)
                    .collect(Collectors.joining("\n    "));
        } catch (IOException e) {
            return "(it wrote nothing)";
        }
    }

    private static String said(String line) {
        if (!line.startsWith("{")) {
            return line;
        }
        try {
            JsonNode entry = Json.read(line);
            StringBuilder words = new StringBuilder(entry.path("level").asText())
                    .append(' ')
                    .append(entry.path("message").asText());
            JsonNode cause = entry.path("exception");
            for (; cause.isObject(); cause = cause.at("/causedBy/exception")) {
                words.append("\n      caused by ").append(cause.path("message").asText());
            }
            return words.toString();
        } catch (UncheckedIOException e) {
            return line;
        }
    }

    private Path pidFile() {
        return layout.run(name).resolve("pid");
    }

    private static long began(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Ends {@code process} and its children without a word. */
    static void kill(ProcessHandle process) {
        List<ProcessHandle> all = new ArrayList<>();
        all.add(process);
        process.descendants().forEach(all::add);
        all.forEach(ProcessHandle::destroyForcibly);
        while (all.stream().anyMatch(ProcessHandle::isAlive)) {
            Waiting.aMoment();
        }
    }

    static void end(ProcessHandle process, Duration patience) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process);
        boolean _ = process.destroy();
        Instant until = Instant.now().plus(patience);
        while (all.stream().anyMatch(ProcessHandle::isAlive) && Instant.now().isBefore(until)) {
            Waiting.aMoment();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        while (all.stream().anyMatch(ProcessHandle::isAlive)) {
            Waiting.aMoment();
        }
    }
}
