package care.weald.identity.match.compare;

/** How addresses and electronic mail agree. */
final class PlaceLevels {

    private static final double CLOSE = 0.9;

    private PlaceLevels() {}

    static int postcode(Profile a, Profile b) {
        int best = Level.MISSING;
        for (Place x : a.places) {
            for (Place y : b.places) {
                best = NumberLevels.better(best, postcode(x, y));
            }
        }
        boolean before = shared(a.previousPlaces, b.places)
                || shared(a.places, b.previousPlaces)
                || shared(a.previousPlaces, b.previousPlaces);
        return best != Level.EXACT && before ? Level.POSTCODE_PREVIOUS : best;
    }

    private static int postcode(Place x, Place y) {
        if (x.code == y.code) {
            return x.full ? Level.EXACT : Level.POSTCODE_OUTCODE;
        }
        if (x.full && y.full && Slip.one(x.text, y.text)) {
            return Level.POSTCODE_SLIP;
        }
        if (x.outward == y.outward || (!x.full && Slip.one(x.text, y.text))) {
            return x.outward == y.outward ? Level.POSTCODE_OUTCODE : Level.POSTCODE_AREA;
        }
        return x.area == y.area ? Level.POSTCODE_AREA : Level.POSTCODE_DIFFERENT;
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

    /** A different line says nothing more once the postcode says that somebody moved. */
    static int line(Profile a, Profile b, int postcode) {
        int best = Level.MISSING;
        for (Line x : a.lines) {
            for (Line y : b.lines) {
                best = NumberLevels.better(best, line(x, y));
            }
        }
        boolean moved = postcode == Level.POSTCODE_PREVIOUS || postcode >= Level.POSTCODE_AREA;
        return moved && best == Level.LINE_DIFFERENT ? Level.MISSING : best;
    }

    private static int line(Line x, Line y) {
        if (x.same(y)) {
            return Level.EXACT;
        }
        if (!x.sameStreet(y)) {
            return Level.LINE_DIFFERENT;
        }
        return x.sameNumbers(y) || x.nearNumbers(y) ? Level.LINE_CLOSE : Level.LINE_STREET;
    }

    /** A town says nothing beside a postcode that agrees, if only in its outward part. */
    static int town(Profile a, Profile b, int postcode) {
        if (postcode >= 0 && postcode <= Level.POSTCODE_OUTCODE) {
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
