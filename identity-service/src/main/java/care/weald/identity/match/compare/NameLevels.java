package care.weald.identity.match.compare;

/** How given and family names agree. */
final class NameLevels {

    private NameLevels() {}

    static int given(Profile a, Profile b) {
        if (a.given.length == 0 || b.given.length == 0) {
            return Level.MISSING;
        }
        Name x = a.given[0];
        Name y = b.given[0];
        if (x.isInitial() || y.isInitial()) {
            return x.text.charAt(0) == y.text.charAt(0) ? Level.GIVEN_INITIAL : Level.GIVEN_DIFFERENT;
        }
        if (x.same(y)) {
            return Level.EXACT;
        }
        if (x.isShortFor(y)) {
            return Level.GIVEN_NICKNAME;
        }
        int likeness = x.likeness(y);
        if (likeness == Name.IS_CLOSE) {
            return Level.GIVEN_CLOSE;
        }
        if (isAmong(x, b.given) || isAmong(y, a.given)) {
            return Level.GIVEN_OTHER;
        }
        return likeness == Name.IS_ALIKE ? Level.GIVEN_SIMILAR : Level.GIVEN_DIFFERENT;
    }

    /** Whether the first given name of one is among the others of the other side, letter by letter. */
    static boolean isOther(Profile a, Profile b) {
        return isExactlyAmong(a.given[0], b.given) || isExactlyAmong(b.given[0], a.given);
    }

    private static boolean isExactlyAmong(Name name, Name[] names) {
        for (int i = 1; i < names.length; i++) {
            if (name.same(names[i])) {
                return true;
            }
        }
        return false;
    }

    static int middle(Profile a, Profile b) {
        if (a.given.length < 2 || b.given.length < 2) {
            return Level.MISSING;
        }
        int best = Level.MIDDLE_DIFFERENT;
        for (int i = 1; i < a.given.length; i++) {
            for (int j = 1; j < b.given.length; j++) {
                best = Math.min(best, middle(a.given[i], b.given[j]));
            }
        }
        return best;
    }

    private static int middle(Name x, Name y) {
        if (x.isInitial() || y.isInitial()) {
            return x.text.charAt(0) == y.text.charAt(0) ? Level.MIDDLE_INITIAL : Level.MIDDLE_DIFFERENT;
        }
        return x.same(y) || x.isClose(y) ? Level.EXACT : Level.MIDDLE_DIFFERENT;
    }

    /** A family name of one letter is too little to agree on, and enough to differ. */
    static int family(Profile a, Profile b) {
        if (a.families.length == 0 || b.families.length == 0) {
            return Level.MISSING;
        }
        Name x = a.families[0];
        Name y = b.families[0];
        if (x.isInitial() || y.isInitial()) {
            return x.text.charAt(0) == y.text.charAt(0) ? Level.MISSING : Level.FAMILY_DIFFERENT;
        }
        if (x.same(y)) {
            return Level.EXACT;
        }
        if (shared(a.families, b.families) != null) {
            return Level.FAMILY_PREVIOUS;
        }
        int likeness = x.likeness(y);
        if (likeness == Name.IS_CLOSE) {
            return Level.FAMILY_CLOSE;
        }
        if (partly(a.parts, b) || partly(b.parts, a)) {
            return Level.FAMILY_PART;
        }
        return likeness == Name.IS_ALIKE ? Level.FAMILY_SIMILAR : Level.FAMILY_DIFFERENT;
    }

    /** Whether the given name of each is the family name of the other, but for a slip or an initial. */
    static boolean swapped(Profile a, Profile b) {
        return a.given.length > 0
                && b.given.length > 0
                && a.families.length > 0
                && b.families.length > 0
                && crossed(a.given[0], b.families[0], b.given[0], a.families[0]);
    }

    private static boolean crossed(Name given, Name family, Name otherGiven, Name otherFamily) {
        if (nearlySame(given, family)) {
            return isInitialOf(otherGiven, otherFamily) || nearlySame(otherGiven, otherFamily);
        }
        return isInitialOf(given, family) && nearlySame(otherGiven, otherFamily);
    }

    /** Whether a given name stands as the family name on the other side, and what it displaced is lost. */
    static boolean halfSwapped(Profile a, Profile b) {
        return a.given.length > 0
                && b.given.length > 0
                && a.families.length > 0
                && b.families.length > 0
                && (nearlySame(a.given[0], b.families[0]) || nearlySame(b.given[0], a.families[0]));
    }

    private static boolean isInitialOf(Name x, Name y) {
        return (x.isInitial() || y.isInitial()) && x.text.charAt(0) == y.text.charAt(0);
    }

    private static boolean nearlySame(Name x, Name y) {
        return !x.isInitial() && (x.same(y) || x.isShortFor(y) || x.isClose(y));
    }

    private static boolean isAmong(Name name, Name[] names) {
        for (int i = 1; i < names.length; i++) {
            if (name.same(names[i]) || (name.text.length() > 2 && name.isClose(names[i]))) {
                return true;
            }
        }
        return false;
    }

    private static boolean partly(Name[][] parts, Profile other) {
        for (Name[] one : parts) {
            if (shared(one, other.families) != null) {
                return true;
            }
            for (Name[] theirs : other.parts) {
                if (shared(one, theirs) != null) {
                    return true;
                }
            }
        }
        return false;
    }

    private static @org.jspecify.annotations.Nullable Name shared(Name[] a, Name[] b) {
        for (Name x : a) {
            for (Name y : b) {
                if (x.same(y)) {
                    return x;
                }
            }
        }
        return null;
    }
}
