package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.AccessTokens;
import care.weald.stack.Service;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The console in a browser window of its own, with what the browser complained of and whom it asked. */
final class ConsolePage implements AutoCloseable {

    private static final Set<String> GRAVE = Set.of("serious", "critical");
    private static final Path PICTURES = RunningStack.LAYOUT.root().resolve("local-stack/target/console");

    private static final String GO = """
            to => {
              document.querySelector('#content').replaceChildren();
              if (location.hash === to) {
                dispatchEvent(new HashChangeEvent('hashchange'));
              } else {
                location.hash = to;
              }
            }""";

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final Set<String> asked = new TreeSet<>();

    private ConsolePage(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> asked.add(URI.create(request.url()).getAuthority()));
    }

    /** A window of this width, light or dark. */
    static ConsolePage open(Browser browser, int width, ColorScheme scheme) {
        ConsolePage opened = new ConsolePage(browser.newContext(new NewContextOptions()
                .setViewportSize(width, width < 600 ? 844 : 900)
                .setLocale("en-GB")
                .setTimezoneId("Europe/London")
                .setColorScheme(scheme)));
        opened.page.navigate(address(""));
        return opened;
    }

    static String address(String route) {
        return RunningStack.LAYOUT.at(Service.GATEWAY) + "/console" + (route.isEmpty() ? "" : "#/" + route);
    }

    /** Signs in at the provider. */
    ConsolePage signIn(String user) {
        button("Sign in").click();
        page.locator("#username").fill(user);
        page.locator("#password").fill(new AccessTokens(RunningStack.LAYOUT).password());
        page.locator("#kc-login").click();
        page.locator("#who button").waitFor();
        return this;
    }

    /** Goes to a view as a click on a link of it does, and waits for it. */
    ConsolePage go(String route) {
        Object _ = page.evaluate(GO, "#/" + route);
        page.locator("#content h1").waitFor();
        return this;
    }

    /** Submits a form of a case, and waits until the timeline ends with a step of these words. */
    void submit(String form, String step) {
        page.locator("form[aria-label='" + form + "'] button").click();
        page.locator(".timeline li:last-child strong", new Page.LocatorOptions().setHasText(step))
                .waitFor();
    }

    Page page() {
        return page;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** What a reader of the screen is told in the content. */
    String text() {
        return page.locator("#content").innerText();
    }

    /** No grave finding of axe, nothing wider than the window, no complaint of the browser, no outside request. */
    void mustBeFit(String view) {
        List<String> grave = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(ConsolePage::words)
                        .toList();
        assertEquals(List.of(), grave, view);
        Object over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertEquals(0, over, view + " is wider than the window");
        assertEquals(List.of(), complaints, view);
        URI gateway = RunningStack.LAYOUT.at(Service.GATEWAY);
        Set<String> ours =
                Set.of(gateway.getAuthority(), RunningStack.LAYOUT.issuer().getAuthority());
        assertTrue(ours.containsAll(asked), () -> view + " asked " + asked);
    }

    private static String words(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    /** Keeps a picture of the window, or of all of it. */
    void picture(String name, boolean whole) {
        byte[] _ = page.screenshot(
                new ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(whole));
    }

    @Override
    public void close() {
        context.close();
    }
}
