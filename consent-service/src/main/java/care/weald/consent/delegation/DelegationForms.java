package care.weald.consent.delegation;

import care.weald.consent.decision.Reading;
import care.weald.consent.form.Form;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Parameters of what is done with proxies. */
final class DelegationForms {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final String KIND = "kind";
    private static final String FROM = "from";
    private static final String UNTIL = "until";
    private static final String BORN = "birth-date";
    private static final String ID = "delegation";
    private static final Pattern KINDS = Pattern.compile("parent|carer|attorney|deputy");
    private static final Set<String> RECORDED = Set.of(KIND, "authority", FROM, UNTIL, BORN);
    private static final UUID NONE = new UUID(0, 0);

    private DelegationForms() {}

    /** What is recorded of a proxy. */
    record Recording(String kind, String authority, Instant from, Instant until) {}

    /** How long somebody may be a proxy: at most some years, a parent until the child has an age. */
    record Limits(int years, int childAge) {}

    /**
     * A proxy as recorded. It begins now or later and MUST say when it ends; that of a parent MUST say when the child was
     * born, which is not kept, and ends on the birthday of the limit at the latest.
     */
    static Reading<Recording> recording(@Nullable String body, Instant now, Limits limits) {
        return Form.read(body, RECORDED, form -> {
            String kind = form.word(KIND, KINDS);
            Instant from = form.moment(FROM).orElse(now);
            Instant until = form.moment(UNTIL).orElse(Instant.EPOCH);
            Instant latest = from.atZone(LONDON).plusYears(limits.years()).toInstant();
            if (from.isBefore(now)) {
                form.fault(FROM);
            }
            if (!until.isAfter(from) || until.isAfter(latest)) {
                form.fault(UNTIL);
            }
            checkAge(form, kind, until, limits.childAge());
            return new Recording(kind, form.words("authority"), from, until);
        });
    }

    private static void checkAge(Form form, String kind, Instant until, int childAge) {
        Optional<LocalDate> born = form.day(BORN);
        if (born.isPresent() != kind.equals("parent")) {
            form.fault(BORN);
        }
        born.map(day -> day.plusYears(childAge).atStartOfDay(LONDON).toInstant())
                .filter(until::isAfter)
                .ifPresent(grown -> form.fault(UNTIL));
    }

    /** Which one is to end. */
    static Reading<UUID> ending(@Nullable String body) {
        return Form.read(body, Set.of(ID), form -> {
            UUID id = form.id(ID).orElse(NONE);
            if (id.equals(NONE)) {
                form.fault(ID);
            }
            return id;
        });
    }
}
