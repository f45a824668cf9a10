package care.weald.stack;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Gets access tokens from the OIDC provider, for people and for systems. */
public final class AccessTokens {

    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Layout layout;
    private final Secrets secrets;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** The tokens of a stack. */
    public AccessTokens(Layout layout) {
        this.layout = layout;
        this.secrets = new Secrets(layout);
    }

    /** A new access token, good for five minutes, for a user or a system's client. */
    public String of(String name) {
        return request(form(name));
    }

    /** The password of all users. */
    public String password() {
        return secrets.of("users");
    }

    private Map<String, String> form(String name) {
        Map<String, String> form = new LinkedHashMap<>();
        boolean citizen =
                Partners.citizens().stream().anyMatch(one -> one.user().equals(name));
        if (citizen || Partners.users().stream().anyMatch(user -> user.user().equals(name))) {
            form.put("grant_type", "password");
            form.put("client_id", citizen ? Realm.PORTAL : Realm.DESKTOP);
            form.put("username", name);
            form.put("password", password());
            return form;
        }
        form.put("grant_type", "client_credentials");
        form.put("client_id", name);
        if (Partners.organisation(Realm.KEY_HOLDER).client().equals(name)) {
            form.put("client_assertion_type", ASSERTION);
            form.put(
                    "client_assertion",
                    new ClientKey(layout).assertion(name, layout.issuer().toString()));
        } else if (isClient(name)) {
            form.put("client_secret", secrets.of(name));
        } else {
            throw new StackProblem("There is no \"" + name + "\". Users: "
                    + Partners.users().stream().map(Partners.User::user).collect(Collectors.joining(", "))
                    + ". Citizens: "
                    + Partners.citizens().stream().map(Partners.Citizen::user).collect(Collectors.joining(", "))
                    + ". Systems: "
                    + Partners.organisations().stream()
                            .map(Partners.Organisation::client)
                            .collect(Collectors.joining(", ")));
        }
        return form;
    }

    private static boolean isClient(String name) {
        return Realm.NO_PURPOSE.equals(name)
                || Partners.organisations().stream()
                        .anyMatch(organisation -> organisation.client().equals(name));
    }

    private String request(Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(layout.issuer() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new StackProblem("Keycloak gave no token: " + answer.statusCode() + " " + answer.body());
            }
            return Json.read(answer.body()).path("access_token").textValue();
        } catch (IOException e) {
            throw new StackProblem("Keycloak does not answer: is the stack up? (./weald up)", e);
        } catch (InterruptedException e) {
            throw Waiting.interrupted(e);
        }
    }
}
