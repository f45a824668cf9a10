package care.weald.gateway.support;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;

/** The gateway between its stand-ins, which every test finds as at start. */
@WithTestResource(value = Idp.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = Services.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = Peers.class, scope = TestResourceScope.GLOBAL)
public abstract class GatewayTest {

    @BeforeEach
    void servicesAsAtStart() {
        Services.reset();
    }

    /** A request of a doctor with a new token. */
    protected static RequestSpecification doctor() {
        return given().auth().oauth2(Idp.token());
    }
}
