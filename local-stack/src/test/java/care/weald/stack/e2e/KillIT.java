package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.kill.KillTest;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.class)
@Order(Integer.MAX_VALUE - 2)
class KillIT {

    /** Each service and the database once; {@code ./weald kill-test} does it at length. */
    @Test
    void d05WhateverIsKilledEveryAnswerHasItsOneEvent() throws SQLException {
        KillTest.Outcome outcome =
                new KillTest(RunningStack.LAYOUT, RunningStack.STACK, System.out).run(new KillTest.Plan(6, 600));

        assertTrue(outcome.whole() >= 600);
        assertEquals(List.of(), outcome.unproven());
        assertEquals(0, outcome.count().missing());
        assertEquals(0, outcome.count().doubled());
        assertEquals(0, outcome.count().gaps());
    }
}
