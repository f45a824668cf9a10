package care.weald.audit.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of a member of staff beside the person asked about, as the permit says ({@code weald.near}). */
public enum Near {
    SELF,
    SAME_ADDRESS,
    SAME_NAME_AND_POSTCODE,
    CONTACT,
    COLLEAGUE,
    LINE_REPORT,
    MARKED,
    DECEASED,
    STAFF_ENDED,
    STAFF_ON_LEAVE,
    NOT_ON_REGISTER;

    /** The word in permits. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads the claim. Throws IllegalArgumentException for anything that is not on the list. */
    static Set<Near> read(@Nullable Object claim) {
        if (claim == null) {
            return Set.of();
        }
        if (!(claim instanceof List<?> codes)) {
            throw new IllegalArgumentException("near");
        }
        List<Near> found = new ArrayList<>();
        codes.forEach(code -> found.add(of(code)));
        return found.isEmpty() ? Set.of() : EnumSet.copyOf(found);
    }

    private static Near of(@Nullable Object code) {
        return Arrays.stream(values())
                .filter(near -> near.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("near"));
    }
}
