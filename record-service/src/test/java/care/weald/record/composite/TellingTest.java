package care.weald.record.composite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.record.category.Category;
import care.weald.record.freshness.Standing;
import care.weald.record.freshness.Standings;
import care.weald.record.freshness.Warning;
import care.weald.record.permit.Permit;
import care.weald.record.permit.Permit.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each state of each category (capabilities.md, D2). */
class TellingTest {

    private static final Map<String, Character> EVERYTHING = Map.of("cat-07", 'F');

    private static Permit permit(Map<String, Character> levels, Set<String> organisations, Set<Category> closed) {
        return new Permit("record", new UUID(0, 1), List.of(), levels, Set.of("V"), new Scope(organisations, closed));
    }

    private static Category other(Category category) {
        return category == Category.CAT_01 ? Category.CAT_02 : Category.CAT_01;
    }

    private static Optional<EmptyReason> reason(Category category, Standing standing, String... organisations) {
        return Telling.of(category, permit(EVERYTHING, Set.of(organisations), Set.of()), standing, false)
                .reason();
    }

    private static List<String> warnings(Telling telling) {
        return telling.warnings().stream().map(Warning::code).toList();
    }

    @ParameterizedTest
    @EnumSource
    void whatNobodyRecordedAskedOrPromisedIsToldApart(Category category) {
        Standing standing = Standings.of(category, other(category));
        assertEquals(Optional.of(EmptyReason.NO_CONTENT), reason(category, standing, "KZ1"));
        assertEquals(Optional.of(EmptyReason.NOT_ASKED), reason(category, standing, "KZ2"));
        assertEquals(Optional.of(EmptyReason.UNKNOWN), reason(category, standing, "KZ2", "KZ3"));
        assertEquals(Optional.of(EmptyReason.UNKNOWN), reason(category, standing));
        assertEquals(Optional.of(EmptyReason.UNKNOWN), reason(category, Standing.UNKNOWN, "KZ1"));
    }

    @ParameterizedTest
    @EnumSource
    void aLateSourceIsToldToWhoeverMaySeeTheCategory(Category category) {
        Standing standing = Standings.of(other(category), category);
        Telling late = Telling.of(category, permit(EVERYTHING, Set.of("KZ1", "KZ2"), Set.of()), standing, false);
        assertEquals(Optional.of(EmptyReason.UNAVAILABLE), late.reason());
        assertEquals(List.of("data-in-transit"), warnings(late));
        Telling elsewhere = Telling.of(category, permit(EVERYTHING, Set.of("KZ1"), Set.of()), standing, false);
        assertEquals(List.of(), warnings(elsewhere));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsClosedIsWithheldHoweverFeedsStand(Category category) {
        for (Standing standing :
                List.of(Standings.of(category, other(category)), Standings.of(other(category), category))) {
            Telling told =
                    Telling.of(category, permit(EVERYTHING, Set.of("KZ1", "KZ2"), Set.of(category)), standing, false);
            assertEquals(Optional.of(EmptyReason.WITHHELD), told.reason());
            assertEquals(List.of("confidential-items"), warnings(told));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAnObjectionTakesAwayChangesNothingThatIsTold(Category category) {
        Standing standing = Standings.of(category, other(category));
        Set<String> organisations = Set.of("KZ1", "KZ2");
        assertEquals(
                Telling.of(category, permit(Map.of(category.code(), 'F'), organisations, Set.of()), standing, false),
                Telling.of(category, permit(Map.of(), organisations, Set.of()), standing, false));
    }
}
