package care.weald.identity.steward;

import java.util.Optional;

/** Whether two persons may be made one. */
final class Merging {

    private Merging() {}

    /** Why two persons may not be made one. */
    enum Bar {
        /** The steward's organisation has no record of one of the two; one steward alone is told nothing of them. */
        ELSEWHERE("One of the two is not registered at your organisation: two people must approve"),
        SAME("The two are one person already"),
        MERGED("One of the two was merged into another person before"),
        SEALED("A sealed decision says that the two are not one person"),
        NUMBERS("The two have different verified NHS numbers: two people must approve"),
        RESTRICTED("One of the two is restricted: two people must approve");

        private final String detail;

        Bar(String detail) {
            this.detail = detail;
        }

        String detail() {
            return detail;
        }

        /** As a problem names it. */
        String rule() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** Two people together may do it all the same. */
        boolean yieldsToTwo() {
            return this == ELSEWHERE || this == NUMBERS || this == RESTRICTED;
        }
    }

    /**
     * What bars {@code wish}, that {@code source} is merged into {@code target}.
     *
     * @param isSealed a sealed negative link stands between them
     */
    static Optional<Bar> bar(Standing source, Standing target, boolean isSealed, Wish wish) {
        boolean isApproved = wish.isApproved();
        if (!isApproved && !(source.isHeldBy(wish.by()) && target.isHeldBy(wish.by()))) {
            return Optional.of(Bar.ELSEWHERE);
        }
        if (source.person().equals(target.person())) {
            return Optional.of(Bar.SAME);
        }
        if (source.merged() || target.merged()) {
            return Optional.of(Bar.MERGED);
        }
        if (isSealed) {
            return Optional.of(Bar.SEALED);
        }
        if (!isApproved && differ(source, target)) {
            return Optional.of(Bar.NUMBERS);
        }
        return !isApproved && (source.restricted() || target.restricted())
                ? Optional.of(Bar.RESTRICTED)
                : Optional.empty();
    }

    private static boolean differ(Standing source, Standing target) {
        return source.current().isPresent()
                && target.current().isPresent()
                && !source.current().equals(target.current());
    }
}
