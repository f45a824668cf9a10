package care.weald.gateway.partner;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Idp;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccessTokenTest extends GatewayTest {

    @Inject
    IssuerKeys keys;

    private static ValidatableResponse with(String token) {
        return given().auth()
                .oauth2(token)
                .get("/fhir/Patient/{id}", Usual.ALICE)
                .then();
    }

    private static ValidatableResponse with(Consumer<JwtClaims> change) {
        return with(Idp.token(change));
    }

    private static void refused(String token) {
        with(token)
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer "))
                .body("resourceType", equalTo("OperationOutcome"))
                .body("issue[0].details.coding[0].code", equalTo("ACCESS_DENIED"));
        assertEquals(List.of(), Services.lines());
    }

    private static void lives(JwtClaims claims, long from, long until) {
        claims.setIssuedAt(inSeconds(from));
        claims.setNotBefore(inSeconds(from));
        claims.setExpirationTime(inSeconds(until));
    }

    private static NumericDate inSeconds(long seconds) {
        return NumericDate.fromSeconds(NumericDate.now().getValue() + seconds);
    }

    @Test
    void anEndedTokenIsRefused() {
        refused(Idp.token(claims -> lives(claims, -390, -90)));
    }

    @Test
    void aClockThatIsLessThanAMinuteOffIsForgiven() {
        with(claims -> lives(claims, -330, -30)).statusCode(200);
        with(claims -> lives(claims, 30, 330)).statusCode(200);
    }

    @Test
    void aTokenOfTheFutureIsRefused() {
        refused(Idp.token(claims -> lives(claims, 90, 390)));
    }

    @Test
    void aTokenForSomebodyElseIsRefused() {
        refused(Idp.token(claims -> claims.setAudience("other-api")));
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        refused(Idp.token(claims -> claims.setIssuer("https://elsewhere.example")));
    }

    @Test
    void aTokenThatClaimsTheOtherProviderIsRefused() {
        refused(Idp.token(claims -> claims.setIssuer(Idp.secondIssuer())));
    }

    @Test
    void aSecondProviderIsTrusted() {
        with(Idp.bySecond(claims -> {})).statusCode(200);
    }

    @Test
    void aProviderSpeaksOnlyForItsOrganisations() {
        with(Idp.bySecond(claims -> claims.setClaim("organization_id", "RXH01")))
                .statusCode(403)
                .body("issue[0].details.coding[1].code", equalTo("issuer-organisation"));
        assertEquals(List.of(), Services.lines());

        with(claims -> claims.setClaim("organization_id", "RXH01")).statusCode(200);
    }

    @Test
    void aWithdrawnKeyVerifiesNothingOnceKeysAreFetchedAgain() {
        with(Idp.byThird(claims -> {})).statusCode(200);
        Idp.withdrawThird();
        with(Idp.byThird(claims -> {})).statusCode(200);

        keys.refresh().await().indefinitely();

        with(Idp.byThird(claims -> {})).statusCode(401);
        with(Idp.token()).statusCode(200);
    }

    @Test
    void keysThatCannotBeFetchedAgainGoOn() {
        with(Idp.bySecond(claims -> {})).statusCode(200);
        Idp.secondIsAway(true);
        try {
            keys.refresh().await().indefinitely();

            with(Idp.bySecond(claims -> {})).statusCode(200);
        } finally {
            Idp.secondIsAway(false);
        }
    }

    @Test
    void aProviderThatIsAwayDoesNotStopTheOthers() {
        with(claims -> claims.setIssuer("http://localhost:1/away"))
                .statusCode(org.hamcrest.Matchers.oneOf(401, 503))
                .body("resourceType", equalTo("OperationOutcome"));

        with(Idp.token()).statusCode(200);
    }

    @Test
    void anUnsignedTokenIsRefused() {
        refused(Idp.unsigned());
    }

    @Test
    void aSharedSecretMadeOfThePublicKeyIsRefused() {
        refused(Idp.confused());
    }

    @Test
    void aChangedTokenIsRefused() {
        String token = Idp.token();
        int dot = token.lastIndexOf('.');
        refused(token.substring(0, dot + 5) + (token.charAt(dot + 5) == 'A' ? 'B' : 'A') + token.substring(dot + 6));
    }

    @Test
    void whatIsNoTokenIsRefused() {
        refused("nonsense");
    }

    @Test
    void anotherSchemeIsRefused() {
        given().header("Authorization", "Basic YTpi")
                .get("/fhir/Patient/{id}", Usual.ALICE)
                .then()
                .statusCode(401);
    }

    @Test
    void withoutAPurposeTheRequestIsInvalid() {
        with(claims -> claims.unsetClaim("purpose_of_use"))
                .statusCode(400)
                .body("issue[0].details.coding[0].code", equalTo("MISSING_VALUE"));
        assertEquals(List.of(), Services.lines());
    }

    @Test
    void anUnknownPurposeIsInvalid() {
        with(claims -> claims.setClaim("purpose_of_use", "CURIOSITY")).statusCode(400);
    }

    @Test
    void withoutAnOrganisationTheCallerIsRefused() {
        with(claims -> claims.unsetClaim("organization_id"))
                .statusCode(403)
                .body("issue[0].details.coding[1].code", equalTo("organisation-missing"));
    }

    @Test
    void theCallerTokenSaysWhoAsksAndTheAccessTokenStaysOutside() {
        String token = Idp.token(claims -> claims.setClaim("job_role", List.of("R8000", "R0260")));

        with(token).statusCode(200);

        String caller = Services.last("consent-service POST /decisions").caller();
        assertTrue(caller.contains("\"aud\":\"urn:weald:consent-service\""), caller);
        assertTrue(caller.contains("\"subject_organization_id\":\"KZ016\""), caller);
        assertTrue(caller.contains("R0260") && caller.contains("TREAT"), caller);
        assertFalse(Services.ASKED.stream().anyMatch(asked -> asked.headers().containsValue("Bearer " + token)));
    }

    @Test
    void keysAreNotFetchedForEachToken() {
        with(Idp.token()).statusCode(200);
        int before = Idp.KEY_FETCHES.get();

        for (int i = 0; i < 5; i++) {
            with(Idp.token()).statusCode(200);
        }

        assertEquals(before, Idp.KEY_FETCHES.get());
    }
}
