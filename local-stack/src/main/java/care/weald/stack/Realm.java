package care.weald.stack;

import care.weald.stack.Partners.Citizen;
import care.weald.stack.Partners.Organisation;
import care.weald.stack.Partners.User;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;

/**
 * The OIDC realm {@code weald}: partner systems as confidential clients, their staff as users, and tokens that say
 * organisation, job role, purpose and assurance level. Made once, with secrets of this machine.
 */
final class Realm {

    /** The client at which people sign in. */
    static final String DESKTOP = "weald-desktop";

    /** The client at which privacy officers sign in to the console. */
    static final String CONSOLE = "weald-console";
    /** The client at which citizens sign in. */
    static final String PORTAL = "weald-citizen";

    /** A client whose tokens say no purpose, to see that they are refused. */
    static final String NO_PURPOSE = "no-purpose";

    /** A system's client with a low rate limit, to see that it is kept. */
    static final String SLOW = "feed-kz902";

    /** The organisation whose system signs in with its own key instead of a secret. */
    static final String KEY_HOLDER = "KZ063";

    private static final int TOKEN_LIFE = (int) Duration.ofMinutes(5).toSeconds();
    /** What users' apps may do: read and search, and keep the index where the job role allows it. */
    private static final List<String> USER_SCOPES =
            List.of("user/*.rs", "user/Patient.u", "user/Task.u", "user/MatchModel.u", "user/Consent.u");

    /** What a citizen's app may do: read, and object. */
    private static final List<String> CITIZEN_SCOPES = List.of("patient/*.rs", "patient/Task.u", "patient/Consent.u");

    /** What the console may do: nothing with records. */
    private static final List<String> CONSOLE_SCOPES =
            List.of("user/AuditEvent.rs", "user/DetectedIssue.rs", "user/Task.rs", "user/Task.u");

    private static final List<String> SYSTEM_SCOPES = List.of("system/*.cruds");

    private final Layout layout;
    private final Secrets secrets;

    Realm(Layout layout, Secrets secrets) {
        this.layout = layout;
        this.secrets = secrets;
    }

    /** The realm as Keycloak imports it. */
    String json() {
        ObjectNode realm = Json.object();
        realm.put("realm", "weald").put("enabled", true).put("sslRequired", "none");
        realm.put("displayName", "Weald (local)").put("accessTokenLifespan", TOKEN_LIFE);
        realm.put("bruteForceProtected", true).put("registrationAllowed", false);
        userProfile(realm);
        ArrayNode scopes = realm.putArray("clientScopes");
        mapper(scope(scopes, "basic", false), "oidc-sub-mapper", "sub", Map.of());
        Stream.of(USER_SCOPES, CONSOLE_SCOPES, CITIZEN_SCOPES, SYSTEM_SCOPES)
                .flatMap(List::stream)
                .distinct()
                .forEach(name -> {
                    ObjectNode _ = scope(scopes, name, true);
                });
        ArrayNode clients = realm.putArray("clients");
        desktop(clients);
        console(clients);
        portal(clients);
        Partners.organisations().forEach(organisation -> system(clients, organisation));
        ObjectNode careless = confidential(clients, NO_PURPOSE, Partners.organisation("KZ040"));
        careless.put("secret", secrets.of(NO_PURPOSE));
        ArrayNode users = realm.putArray("users");
        Partners.users().forEach(user -> user(users, user));
        Partners.citizens().forEach(citizen -> citizen(users, citizen));
        return Json.write(realm);
    }

    private static void userProfile(ObjectNode realm) {
        ObjectNode profile = Json.object();
        ArrayNode attributes = profile.putArray("attributes");
        for (String name : List.of("username", "email", "firstName", "lastName")) {
            ObjectNode attribute = attributes.addObject().put("name", name);
            attribute.putObject("permissions").putArray("view").add("admin").add("user");
            ((ObjectNode) attribute.path("permissions")).putArray("edit").add("admin");
        }
        profile.put("unmanagedAttributePolicy", "ADMIN_EDIT");
        ObjectNode provider = realm.putObject("components")
                .putArray("org.keycloak.userprofile.UserProfileProvider")
                .addObject()
                .put("providerId", "declarative-user-profile");
        provider.putObject("config").putArray("kc.user.profile.config").add(Json.write(profile));
    }

    private static ObjectNode scope(ArrayNode scopes, String name, boolean told) {
        ObjectNode scope = scopes.addObject().put("name", name).put("protocol", "openid-connect");
        scope.putObject("attributes").put("include.in.token.scope", String.valueOf(told));
        return scope;
    }

    /** A client at which people sign in. */
    private ObjectNode forPeople(ArrayNode clients, String id, List<String> scopes) {
        ObjectNode client = client(clients, id, scopes);
        client.put("publicClient", true).put("standardFlowEnabled", true).put("directAccessGrantsEnabled", true);
        attributes(client).put("pkce.code.challenge.method", "S256");
        client.putArray("redirectUris").add(layout.at(Service.GATEWAY) + "/*");
        return client;
    }

    private void portal(ArrayNode clients) {
        ObjectNode client = forPeople(clients, PORTAL, CITIZEN_SCOPES);
        fromUser(client, "nhs_number", "nhs_number", false);
        fromUser(client, "vot", "vot", false);
        mapper(client, "oidc-full-name-mapper", "name", Map.of("access.token.claim", "true"));
    }

    private void desktop(ArrayNode clients) {
        claims(forPeople(clients, DESKTOP, USER_SCOPES));
    }

    private void console(ArrayNode clients) {
        String page = layout.at(Service.GATEWAY) + "/console";
        ObjectNode client = client(clients, CONSOLE, CONSOLE_SCOPES);
        client.put("publicClient", true).put("standardFlowEnabled", true);
        attributes(client).put("pkce.code.challenge.method", "S256").put("post.logout.redirect.uris", page);
        client.putArray("redirectUris").add(page);
        client.putArray("webOrigins").add(layout.at(Service.GATEWAY).toString());
        claims(client);
    }

    /** What a token of somebody who has signed in says of him or her. */
    private static void claims(ObjectNode client) {
        fromUser(client, "organization_id", "organization_id", false);
        fromUser(client, "organization_name", "organization_name", false);
        fromUser(client, "job_role", "job_role", true);
        fromUser(client, "purpose_of_use", "purpose_of_use", true);
        mapper(client, "oidc-full-name-mapper", "name", Map.of("id.token.claim", "true"));
    }

    private void system(ArrayNode clients, Organisation organisation) {
        ObjectNode client = confidential(clients, organisation.client(), organisation);
        fixed(client, "purpose_of_use", "[\"TREAT\"]", "JSON");
        if (KEY_HOLDER.equals(organisation.code())) {
            client.put("clientAuthenticatorType", "client-jwt");
            String jwks = new JsonWebKeySet(new ClientKey(layout).jwk()).toJson(OutputControlLevel.PUBLIC_ONLY);
            attributes(client)
                    .put("use.jwks.string", "true")
                    .put("jwks.string", jwks)
                    .put("token.endpoint.auth.signing.alg", "ES256");
        } else {
            client.put("secret", secrets.of(organisation.client()));
        }
    }

    private static ObjectNode confidential(ArrayNode clients, String id, Organisation organisation) {
        ObjectNode client = client(clients, id, SYSTEM_SCOPES);
        client.put("serviceAccountsEnabled", true).put("standardFlowEnabled", false);
        fixed(client, "organization_id", organisation.code(), "String");
        fixed(client, "organization_name", organisation.name(), "String");
        return client;
    }

    private static ObjectNode client(ArrayNode clients, String id, List<String> scopes) {
        ObjectNode client = clients.addObject().put("clientId", id).put("protocol", "openid-connect");
        client.put("enabled", true).put("fullScopeAllowed", false);
        ArrayNode given = client.putArray("defaultClientScopes").add("basic");
        scopes.forEach(given::add);
        client.putArray("optionalClientScopes");
        attributes(client).put("access.token.header.type.rfc9068", "true");
        mapper(
                client,
                "oidc-audience-mapper",
                "audience",
                Map.of("included.custom.audience", "weald-gateway", "access.token.claim", "true"));
        fixed(client, "acr", "AAL2", "String");
        return client;
    }

    private static ObjectNode attributes(ObjectNode client) {
        return client.withObject("/attributes");
    }

    private static void fixed(ObjectNode client, String claim, String value, String type) {
        mapper(
                client,
                "oidc-hardcoded-claim-mapper",
                claim,
                Map.of(
                        "claim.name", claim,
                        "claim.value", value,
                        "jsonType.label", type,
                        "access.token.claim", "true"));
    }

    private static void fromUser(ObjectNode client, String claim, String attribute, boolean several) {
        mapper(
                client,
                "oidc-usermodel-attribute-mapper",
                claim,
                Map.of(
                        "claim.name",
                        claim,
                        "user.attribute",
                        attribute,
                        "multivalued",
                        String.valueOf(several),
                        "jsonType.label",
                        "String",
                        "id.token.claim",
                        "true"));
    }

    private static void mapper(ObjectNode owner, String kind, String name, Map<String, String> config) {
        ObjectNode mapper = owner.withArray("/protocolMappers").addObject();
        mapper.put("name", name).put("protocol", "openid-connect").put("protocolMapper", kind);
        ObjectNode settings = mapper.putObject("config");
        config.forEach(settings::put);
        settings.put("access.token.claim", "true").put("introspection.token.claim", "true");
    }

    private void user(ArrayNode users, User user) {
        ObjectNode attributes = person(users, user.user(), user.given(), user.family());
        attributes.putArray("organization_id").add(user.organisation());
        attributes
                .putArray("organization_name")
                .add(Partners.organisation(user.organisation()).name());
        attributes.putArray("job_role").add(user.role());
        attributes.putArray("purpose_of_use").add(user.purpose());
    }

    private void citizen(ArrayNode users, Citizen citizen) {
        ObjectNode attributes = person(users, citizen.user(), citizen.given(), citizen.family());
        attributes.putArray("nhs_number").add(citizen.nhsNumber());
        attributes.putArray("vot").add(citizen.proofing());
    }

    /** Somebody who signs in; the attributes are still to be put. */
    private ObjectNode person(ArrayNode users, String name, String given, String family) {
        ObjectNode node = users.addObject().put("username", name).put("enabled", true);
        node.put("firstName", given).put("lastName", family);
        node.put("email", name + "@weald.example").put("emailVerified", true);
        node.putArray("credentials").addObject().put("type", "password").put("value", secrets.of("users"));
        return node.putObject("attributes");
    }
}
