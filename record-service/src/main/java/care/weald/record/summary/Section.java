package care.weald.record.summary;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The sections of a summary in the order in which they are read: what may harm first. Codes are those of IPS 2.0; NHS
 * England's draft adds encounters. Where the draft and IPS want other types of entry (devices, functional status, advance
 * directives) it is the draft's that stand here.
 */
enum Section {
    ALERTS("104605-1", "Alerts"),
    ALLERGIES("48765-2", "Allergies and intolerances"),
    MEDICATIONS("10160-0", "Medication summary"),
    PROBLEMS("11450-4", "Problems"),
    ADVANCE_DIRECTIVES("42348-3", "Advance directives"),
    PLAN_OF_CARE("18776-5", "Plan of care"),
    RESULTS("30954-2", "Results"),
    VITAL_SIGNS("8716-3", "Vital signs"),
    IMMUNISATIONS("11369-6", "Immunisations"),
    PROCEDURES("47519-4", "History of procedures"),
    DEVICES("46264-8", "Medical devices"),
    PAST_PROBLEMS("11348-0", "History of past problems"),
    PREGNANCY("10162-6", "History of pregnancy"),
    FUNCTIONAL_STATUS("47420-5", "Functional status"),
    SOCIAL_HISTORY("29762-2", "Social history"),
    ENCOUNTERS("46240-8", "Encounters and appointments");

    private static final Map<String, Section> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Section::key, Function.identity()));

    private final String loinc;
    private final String title;

    Section(String loinc, String title) {
        this.loinc = loinc;
        this.title = title;
    }

    /** Its LOINC code. */
    String loinc() {
        return loinc;
    }

    /** Its title in plain words. */
    String title() {
        return title;
    }

    /** What the statement calls it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The section that the statement calls so. */
    static Section of(String key) {
        Section section = BY_KEY.get(key);
        if (section == null) {
            throw new IllegalArgumentException("no section");
        }
        return section;
    }

    /** Whether it is there even when there is nothing to say (IPS: 1..1). */
    boolean isMandatory() {
        return this == PROBLEMS || this == ALLERGIES || this == MEDICATIONS;
    }

    /** Whether {@link Selection} looks at each item, beyond what the statement knows. */
    boolean isSelected() {
        return isMandatory() || this == PAST_PROBLEMS;
    }
}
