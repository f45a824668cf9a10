package care.weald.audit.verify;

import care.weald.audit.tree.NoteKey;
import care.weald.audit.witness.PolicyReader;
import care.weald.audit.witness.WitnessPolicy;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The offline verifier: {@code java -cp audit-service.jar care.weald.audit.verify.AuditVerify [--kept-since=<instant>]
 * [--policy=<file>] <folder> <keys> [<checkpoint>...]}. The keys are a file of verifier keys, one a line; checkpoints are
 * files that were kept elsewhere; the policy names witnesses and the quorum that must have cosigned (C2SP tlog-policy). Ends with 0 when all holds, 1 when something does not, 2 when it cannot tell.
 */
public final class AuditVerify {

    private static final String KEPT_SINCE = "--kept-since=";
    private static final String POLICY = "--policy=";

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
        List<String> files = arguments.stream()
                .filter(argument -> !argument.startsWith("--"))
                .toList();
        if (files.size() < 2 || !arguments.stream().allMatch(AuditVerify::isKnown)) {
            out.println(
                    "AuditVerify [--kept-since=<instant>] [--policy=<file>] <folder> <file of keys> [<checkpoint>...]");
            return 2;
        }
        try {
            List<String> trusted = new ArrayList<>();
            for (String file : files.subList(2, files.size())) {
                trusted.add(Files.readString(Path.of(file)));
            }
            Instant keptSince =
                    option(arguments, KEPT_SINCE).map(Instant::parse).orElse(Instant.MIN);
            Report report = new Verifier(new Folder(Path.of(files.get(0))), keptSince)
                    .verify(keys(files.get(1)), trusted, policy(option(arguments, POLICY)));
            report.lines().forEach(out::println);
            return report.holds() ? 0 : 1;
        } catch (IOException | DateTimeParseException e) {
            out.println("cannot be read: " + e.getMessage());
            return 2;
        }
    }

    private static boolean isKnown(String argument) {
        return !argument.startsWith("--") || argument.startsWith(KEPT_SINCE) || argument.startsWith(POLICY);
    }

    private static Optional<String> option(List<String> arguments, String name) {
        return arguments.stream()
                .filter(argument -> argument.startsWith(name))
                .map(argument -> argument.substring(name.length()))
                .findFirst();
    }

    private static WitnessPolicy policy(Optional<String> file) throws IOException {
        if (file.isEmpty()) {
            return WitnessPolicy.EMPTY;
        }
        return switch (PolicyReader.read(Files.readString(Path.of(file.get())))) {
            case PolicyReader.Reading.Read read -> read.policy();
            case PolicyReader.Reading.Fault fault ->
                throw new IOException("policy, line " + fault.line() + ": " + fault.detail());
        };
    }

    private static List<NoteKey> keys(String file) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .flatMap(line -> NoteKey.parse(line.trim()).stream())
                .toList();
    }
}
