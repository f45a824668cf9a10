package care.weald.gateway.partner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmartScopesTest {

    private static SmartScopes scopes(String... scopes) {
        return new SmartScopes(Set.of(scopes));
    }

    @ParameterizedTest
    @CsvSource({
        "user/*.rs,true,true",
        "user/*.cruds,true,true",
        "user/Observation.r,true,false",
        "user/Observation.s,false,true",
        "patient/Observation.rs,true,true",
        "system/*.r,true,false",
        "user/*.read,true,true",
        "user/*.*,true,true",
        "user/*.write,false,false",
        "user/*.cud,false,false",
        "user/Condition.rs,false,false",
        "user/Observation,false,false",
        "user/Observation.,false,false",
        "user/Observation.sr,false,false",
        "user/Observation.rs?category=laboratory,false,false",
        "User/Observation.rs,false,false",
        "launch/Observation.rs,false,false",
        "user/Obs*.rs,false,false",
        "openid,false,false"
    })
    void aTypeIsReadAndSearchedAsFarAsItsScopeGoes(String scope, boolean read, boolean search) {
        assertEquals(read, scopes("launch", scope).cover("Observation", SmartScopes.READ));
        assertEquals(search, scopes("launch", scope).cover("Observation", SmartScopes.SEARCH));
    }

    @Test
    void severalTypesNeedAScopeEach() {
        SmartScopes some = scopes("user/Observation.r", "user/Condition.s");

        assertTrue(some.coverAll(List.of("Observation", "Condition"), SmartScopes.READ_OR_SEARCH));
        assertFalse(some.coverAll(List.of("Observation", "Flag"), SmartScopes.READ_OR_SEARCH));
        assertFalse(some.coverAll(List.of("Observation", ""), SmartScopes.READ_OR_SEARCH));
        assertFalse(some.coverAll(List.of(), SmartScopes.READ_OR_SEARCH));
        assertTrue(scopes("user/*.s").coverAll(List.of(), SmartScopes.READ_OR_SEARCH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/*.cruds", "system/*.c", "system/*.u", "system/*.write", "system/*.*"})
    void aSystemThatMayCreateOrUpdateMayFeed(String scope) {
        assertTrue(scopes(scope).coverFeed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"user/*.cruds", "patient/*.cruds", "system/*.rs", "system/*.d", "system/Observation.cruds"})
    void anotherScopeIsNoneToFeed(String scope) {
        assertFalse(scopes(scope).coverFeed());
    }
}
