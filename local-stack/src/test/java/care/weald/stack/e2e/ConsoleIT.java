package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import care.weald.stack.e2e.Api.Answer;
import com.microsoft.playwright.Locator;
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

    private static final String CLAIM = """
            {"resourceType":"Parameters","parameter":[{"name":"reason","valueString":"Called to the person at home"}]}""";

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
        String person = gp.person(Person.BILLIE);
        assertEquals(200, gp.get("/fhir/Patient/" + person).status());
        try (ConsolePage console =
                open(WIDE, ColorScheme.LIGHT).signIn("auditor.shaw").go("person")) {
            // When
            look(console, Person.BILLIE);

            // Then
            assertTrue(console.text().contains("Ada Bell"), console::text);
            assertTrue(console.text().contains("Oakfield Health Centre"), console::text);
            assertFalse(console.page().url().contains(Person.BILLIE));

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
    void anAlertBecomesACaseAndTheCaseComesToAnOutcome() throws InterruptedException {
        // Given
        String person = Api.as("gp.bell").person(Person.COMPLETE);
        Answer claim = Api.as("paramedic.vale")
                .post("/fhir/Patient/" + person + "/$claim-relationship", "application/fhir+json", CLAIM);
        assertTrue(claim.status() == 200 || claim.status() == 201, claim::body);
        try (ConsolePage console = open(WIDE, ColorScheme.LIGHT).signIn("auditor.shaw")) {
            Locator opening = console.page().locator("button[aria-label^='Open a case: A relationship is claimed']");
            for (int tries = 0; tries < 60 && opening.count() == 0; tries++) {
                Thread.sleep(1_000);
                assertEquals("Alerts", console.go("alerts").page().locator("h1").innerText());
            }

            // When
            opening.first().click();
            console.submit("Assign the case", "Assigned");
            console.page()
                    .locator("form[aria-label='Add a note'] textarea")
                    .fill("The crew was on its way to the person.");
            console.submit("Add a note", "Note");
            console.page().locator("form[aria-label='Close the case'] select").selectOption("training");
            console.page()
                    .locator("form[aria-label='Close the case'] textarea")
                    .fill("Reasons are to be written in full.");
            console.submit("Close the case", "Closed – Training");

            // Then
            assertEquals(
                    List.of("Opened", "Assigned", "Note", "Closed"),
                    console.page().locator(".timeline strong").allInnerTexts().stream()
                            .map(step -> step.replaceAll(" – .*", ""))
                            .toList());
            assertEquals(0, console.page().locator("#content form").count());
            console.mustBeFit("case");
        }
    }

    @Test
    void somebodyIsLookedOutForUntilItEnds() {
        // Given
        String person = Api.as("gp.bell").person(Person.COMPLETE);
        try (ConsolePage console =
                open(WIDE, ColorScheme.LIGHT).signIn("auditor.shaw").go("watch")) {
            // When it is filled in by keyboard alone
            console.page().getByLabel("Kind").selectOption("investigated");
            console.page().getByLabel("Person id").fill(person);
            console.page()
                    .getByLabel("Until")
                    .fill(java.time.LocalDate.now(java.time.ZoneOffset.UTC)
                            .plusDays(3)
                            .toString());
            console.page().getByLabel("Reason").fill("A complaint of the family");
            console.page().getByLabel("Reason").press("Enter");
            Locator end = console.page()
                    .locator("button[aria-label='End: A person, whoever looks, A complaint of the family']");
            end.waitFor();

            // Then
            assertFalse(console.page().url().contains(person));
            console.mustBeFit("watch-list");

            // When
            end.press("Enter");
            Locator sure = console.page()
                    .locator("button[aria-label='Yes, end: A person, whoever looks, A complaint of the family']:focus");
            sure.waitFor();
            console.page().keyboard().press("Enter");

            // Then
            console.page().getByText("The entry has ended.").first().waitFor();
            assertEquals(0, sure.count());
            assertEquals(0, end.count());
        }
    }

    @Test
    void theKeyboardIsEnough() {
        try (ConsolePage console = open(WIDE, ColorScheme.LIGHT)) {
            console.button("Sign in").waitFor();
            console.page().keyboard().press("Tab");
            assertEquals("skip", console.page().evaluate("document.activeElement.className"));
            console.page().keyboard().press("Enter");
            assertEquals("content", console.page().evaluate("document.activeElement.id"));
            console.page().keyboard().press("Tab");

            assertEquals("Sign in", console.page().evaluate("document.activeElement.textContent"));
        }
    }

    @Test
    void whoMayNotReadTheTrailSeesNothingOfIt() {
        try (ConsolePage console =
                open(WIDE, ColorScheme.LIGHT).signIn("gp.bell").go("person")) {
            look(console, Person.BILLIE);

            assertTrue(
                    console.text().contains("Your job role or organisation may not do this. (audit-role)"),
                    console::text);
            assertEquals(0, console.page().locator("table").count());
        }
    }

    @Test
    void tokensLeaveWithTheSession() {
        try (ConsolePage console = open(WIDE, ColorScheme.LIGHT).signIn("auditor.shaw")) {
            Object kept = console.page().evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)");
            assertFalse(kept.toString().contains("eyJ"), kept::toString);

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
            for (String view : List.of("alerts", "cases", "overrides", "watch", "figures", "staff", "log", "person")) {
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
