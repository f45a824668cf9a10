package care.weald.stack;

import care.weald.stack.bench.Bench;
import care.weald.stack.kill.KillTest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/** What {@code ./weald} calls once there are a JDK and a build. */
public final class Weald {

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Weald() {}

    /** Runs one command; ends with 0 when it did what was asked. */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        try {
            boolean well = run(List.of(arguments));
            System.exit(well ? 0 : 1);
        } catch (StackProblem problem) {
            OUT.println();
            OUT.println(problem.getMessage());
            System.exit(1);
        }
    }

    private static boolean run(List<String> words) throws IOException, InterruptedException, SQLException {
        Layout layout = Layout.told();
        Stack stack = new Stack(layout, OUT);
        switch (words.getFirst()) {
            case "up" -> {
                stack.up(words.contains("--fresh"));
                OUT.println(new Welcome(layout).words());
            }
            case "down" -> stack.down();
            case "status" -> {
                return stack.status();
            }
            case "start" -> stack.start(Service.named(second(words)));
            case "stop" -> stack.stop(Service.named(second(words)));
            case "token" -> OUT.println(new AccessTokens(layout).of(second(words)));
            case "bench" -> Bench.run(layout, OUT);
            case "kill-test" -> {
                return new KillTest(layout, stack, OUT).run(plan(words)).isClean();
            }
            default -> throw new StackProblem("There is no \"" + words.getFirst() + "\": see ./weald help");
        }
        return true;
    }

    private static KillTest.Plan plan(List<String> words) {
        return words.size() < 3
                ? KillTest.Plan.FULL
                : new KillTest.Plan(Integer.parseInt(words.get(1)), Integer.parseInt(words.get(2)));
    }

    private static String second(List<String> words) {
        if (words.size() < 2) {
            throw new StackProblem("\"" + words.getFirst() + "\" needs a name: see ./weald help");
        }
        return words.get(1);
    }
}
