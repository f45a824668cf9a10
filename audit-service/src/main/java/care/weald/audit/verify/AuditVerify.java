package care.weald.audit.verify;

import care.weald.audit.tree.NoteKey;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The offline verifier: {@code java -cp audit-service.jar care.weald.audit.verify.AuditVerify [--kept-since=<instant>]
 * <folder> <keys> [<checkpoint>...]}. The keys are a file of verifier keys, one a line; checkpoints are files that were
 * kept elsewhere. Ends with 0 when all holds, 1 when something does not, 2 when it cannot tell.
 */
public final class AuditVerify {

    private static final String KEPT_SINCE = "--kept-since=";

    private AuditVerify() {}

    /** Verifies and prints the report. */
    public static void main(String[] arguments) {
        try (PrintStream out =
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            System.exit(run(Arrays.asList(arguments), out));
        }
    }

    /** The same with an exit code. */
    static int run(List<String> arguments, PrintStream out) {
        List<String> files = new ArrayList<>(arguments);
        Instant keptSince = Instant.MIN;
        if (!files.isEmpty() && files.getFirst().startsWith(KEPT_SINCE)) {
            keptSince = Instant.parse(files.removeFirst().substring(KEPT_SINCE.length()));
        }
        if (files.size() < 2) {
            out.println("AuditVerify [--kept-since=<instant>] <folder> <file of keys> [<checkpoint>...]");
            return 2;
        }
        try {
            List<String> trusted = new ArrayList<>();
            for (String file : files.subList(2, files.size())) {
                trusted.add(Files.readString(Path.of(file)));
            }
            Report report =
                    new Verifier(new Folder(Path.of(files.get(0))), keptSince).verify(keys(files.get(1)), trusted);
            report.lines().forEach(out::println);
            return report.finding().isPresent() ? 1 : 0;
        } catch (IOException e) {
            out.println("cannot be read: " + e.getMessage());
            return 2;
        }
    }

    private static List<NoteKey> keys(String file) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .flatMap(line -> NoteKey.parse(line.trim()).stream())
                .toList();
    }
}
