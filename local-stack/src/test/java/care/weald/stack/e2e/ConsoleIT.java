package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console in a real browser, against the whole stack. Without a Chromium on the machine it is skipped, and says so. */
@ExtendWith(RunningStack.class)
class ConsoleIT {

    private static final int WIDE = 1280;
    private static final String MISSING = "no Chromium is installed (apt-get install chromium, or WEALD_CHROMIUM):"
            + " the console was NOT tested in a browser";

    private static @Nullable Chromium chromium;

    @BeforeAll
    static void startBrowser() {
        Optional<Path> installed = Chromium.installed();
        if (installed.isEmpty()) {
            System.out.println("SKIPPED: " + MISSING);
        }
        assumeTrue(installed.isPresent(), MISSING);
        chromium = Chromium.start(installed.get());
    }

    @AfterAll
    static void stopBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static ConsolePage open(int width, ColorScheme scheme) {
        if (chromium == null) {
            throw new IllegalStateException(MISSING);
        }
        return ConsolePage.open(chromium.browser(), width, scheme);
    }

    private static void look(ConsolePage console, String number) {
        console.page().getByLabel("NHS number").fill(number);
        console.button("Show").click();
        console.page().locator("table, .empty, .notice").first().waitFor();
    }

    @Test
    void whoLookedAtSomebodyIsListedAndProvedInTheBrowser() {
        // Given
        Api gp = Api.as("gp.bell");
        String person = gp.person(Person.WATCHED);
        assertEquals(200, gp.get("/fhir/Patient/" + person).status());
        try (ConsolePage console =
                open(WIDE, ColorScheme.LIGHT).signIn("auditor.shaw").go("person")) {
            // When
            look(console, Person.WATCHED);

            // Then
            assertTrue(console.text().contains("Ada Bell"), console::text);
            assertTrue(console.text().contains("Oakfield Health Centre"), console::text);
            assertFalse(console.page().url().contains(Person.WATCHED));

            // When
            console.page().locator("a[aria-label^='Verify event']").last().click();
            console.page().locator(".steps").waitFor();

            // Then
            List<String> steps = console.page().locator(".steps .tag").allInnerTexts();
            assertEquals(List.of("Right", "Right", "Right", "Right", "Right"), steps);
            assertTrue(console.text().contains("This event is in the log as it was recorded."), console::text);
        }
    }

    @Test
    void whoMayNotReadTheTrailSeesNothingOfIt() {
        try (ConsolePage console =
                open(WIDE, ColorScheme.LIGHT).signIn("gp.bell").go("person")) {
            look(console, Person.WATCHED);

            assertTrue(
                    console.text().contains("Your job role or organisation may not do this. (audit-role)"),
                    console::text);
            assertEquals(0, console.page().locator("table").count());
        }
    }

    @Test
    void tokensLeaveWithTheSession() {
        try (ConsolePage console = open(WIDE, ColorScheme.LIGHT).signIn("auditor.shaw")) {
            Object kept = console.page().evaluate("JSON.stringify(localStorage)");
            assertFalse(kept.toString().contains("token"), kept::toString);

            console.button("Sign out").click();
            console.page().waitForURL(url -> url.contains("/console") || url.contains("logout"));
            if (console.page().locator("#kc-logout").count() > 0) {
                console.page().locator("#kc-logout").click();
            }
            console.button("Sign in").waitFor();

            assertEquals("{}", console.page().evaluate("JSON.stringify(sessionStorage)"));
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
    void everyViewIsFitForEverybody(int width, ColorScheme scheme) {
        String name = "-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
        try (ConsolePage console = open(width, scheme)) {
            console.button("Sign in").waitFor();
            console.mustBeFit("sign-in");
            ConsolePage _ = console.signIn("auditor.shaw");
            for (String view : List.of("person", "staff", "log")) {
                console.go(view).mustBeFit(view);
                if (view.equals("person")) {
                    look(console, Person.BILLIE);
                    console.mustBeFit("events");
                }
                console.picture(view + name, false);
            }
        }
    }
}
