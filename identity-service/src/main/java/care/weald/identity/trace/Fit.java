package care.weald.identity.trace;

import care.weald.identity.index.PatientDemographics;
import care.weald.identity.match.Demographics;
import care.weald.identity.patient.PersonSources;
import care.weald.identity.trace.Criteria.Name;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * How well somebody fits what a search asked for, from 0 to 1: the mean over the names, postcode and dates asked for, of
 * the registration that fits best. 1 is the same and in use, 0.9 another beginning or a former one, 0.8 a like sound.
 */
final class Fit {

    private static final double SAME = 1;
    private static final double NEAR = 0.9;
    private static final double ALIKE = 0.8;

    private Fit() {}

    /** The fit of {@code person}. */
    static double of(Criteria criteria, PersonSources person) {
        double best = person.sources().stream()
                .mapToDouble(source -> of(criteria, PatientDemographics.of(source.resource(), source.organisation())))
                .max()
                .orElse(0);
        return BigDecimal.valueOf(best).setScale(2, RoundingMode.HALF_UP).doubleValue();
    }

    private static double of(Criteria criteria, Demographics found) {
        Name name = criteria.name();
        List<Double> parts = new ArrayList<>();
        if (!name.family().isEmpty()) {
            parts.add(text(name.family(), found.families()));
        }
        if (!name.given().isEmpty()) {
            parts.add(text(name.given(), found.given()));
        }
        if (!name.born().isAll()) {
            boolean fits = found.birthDate() >= name.born().first()
                    && found.birthDate() <= name.born().last();
            parts.add(fits ? SAME : 0);
        }
        if (!criteria.place().postcode().isEmpty()) {
            parts.add(text(criteria.place().postcode(), found.location().postcodes()));
        }
        return parts.isEmpty()
                ? SAME
                : parts.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private static double text(String asked, List<String> found) {
        if (!found.isEmpty() && found.getFirst().equals(asked)) {
            return SAME;
        }
        return found.stream().anyMatch(one -> one.startsWith(asked)) ? NEAR : ALIKE;
    }
}
