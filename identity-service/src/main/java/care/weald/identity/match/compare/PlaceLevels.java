package care.weald.identity.match.compare;

/** How addresses and electronic mail agree. */
final class PlaceLevels {

    private static final double CLOSE = 0.9;

    private PlaceLevels() {}

    static int postcode(Profile a, Profile b) {
        int best = Level.MISSING;
        for (Place x : a.places) {
            for (Place y : b.places) {
                best = x.isForeign() && y.isForeign() ? best : NumberLevels.better(best, postcode(x, y));
            }
        }
        boolean before = shared(a.previousPlaces, b.places)
                || shared(a.places, b.previousPlaces)
                || shared(a.previousPlaces, b.previousPlaces);
        if (best == Level.EXACT || best == Level.MISSING) {
            return best;
        }
        boolean slipBefore = best > Level.POSTCODE_SLIP
                && (slipped(a.previousPlaces, b.places) || slipped(a.places, b.previousPlaces));
        return before ? Level.POSTCODE_PREVIOUS : slipBefore ? Level.POSTCODE_SLIP : best;
    }

    private static boolean slipped(Place[] a, Place[] b) {
        for (Place x : a) {
            for (Place y : b) {
                if (x.full && y.full && Slip.one(x.text, y.text)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int postcode(Place x, Place y) {
        if (x.code == y.code) {
            return x.full ? Level.EXACT : Level.POSTCODE_OUTCODE;
        }
        if (x.full && y.full && Slip.one(x.text, y.text)) {
            return Level.POSTCODE_SLIP;
        }
        if (x.outward == y.outward) {
            return Level.POSTCODE_OUTCODE;
        }
        return x.area == y.area ? Level.POSTCODE_AREA : Level.POSTCODE_DIFFERENT;
    }

    /** Whole codes of other countries, which have no parts that are known here. */
    static int postalCode(Profile a, Profile b) {
        int best = Level.MISSING;
        for (Place x : a.places) {
            for (Place y : b.places) {
                if (x.isForeign() && y.isForeign()) {
                    int level = x.code == y.code ? 0 : Slip.one(x.text, y.text) ? 1 : 2;
                    best = NumberLevels.better(best, level);
                }
            }
        }
        return best;
    }

    private static boolean shared(Place[] a, Place[] b) {
        for (Place x : a) {
            for (Place y : b) {
                if (x.full && x.code == y.code) {
                    return true;
                }
            }
        }
        return false;
    }

    static int line(Profile a, Profile b) {
        int best = Level.MISSING;
        for (Line x : a.lines) {
            for (Line y : b.lines) {
                best = NumberLevels.better(best, line(x, y));
            }
        }
        return best;
    }

    /** Whether the postcodes say that somebody moved. */
    static boolean moved(int postcode) {
        return postcode == Level.POSTCODE_PREVIOUS || postcode >= Level.POSTCODE_AREA;
    }

    private static int line(Line x, Line y) {
        if (x.same(y)) {
            return Level.EXACT;
        }
        if (x.words.isEmpty() || y.words.isEmpty()) {
            return Level.MISSING;
        }
        if (!x.sameStreet(y)) {
            return x.sameHouse(y) ? Level.LINE_CLOSE : Level.LINE_DIFFERENT;
        }
        return x.sameNumbers(y) || x.nearNumbers(y) ? Level.LINE_CLOSE : Level.LINE_STREET;
    }

    /** A town says nothing beside a postcode that agrees, if only in its outward part. */
    static int town(Profile a, Profile b, int postcode, int postalCode) {
        if (postalCode == Level.EXACT || (postcode >= 0 && postcode <= Level.POSTCODE_OUTCODE)) {
            return Level.MISSING;
        }
        return texts(a.towns, b.towns);
    }

    static int email(Profile a, Profile b) {
        return texts(a.emails, b.emails);
    }

    private static int texts(String[] a, String[] b) {
        int best = Level.MISSING;
        for (String x : a) {
            for (String y : b) {
                boolean close = Slip.one(x, y) || JaroWinkler.similarity(x, y) >= CLOSE;
                best = NumberLevels.better(best, x.equals(y) ? 0 : close ? 1 : 2);
            }
        }
        return best;
    }
}
