package care.weald.identity.match;

import care.weald.identity.match.normalise.AddressLines;
import care.weald.identity.match.normalise.BirthDates;
import care.weald.identity.match.normalise.Emails;
import care.weald.identity.match.normalise.PersonNames;
import care.weald.identity.match.normalise.Phones;
import care.weald.identity.match.normalise.Postcodes;
import care.weald.identity.match.normalise.Text;
import care.weald.identity.nhsnumber.NhsNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Normalises raw text into {@link Demographics}. Every method takes text as it came, of any length; what cannot be used is
 * dropped and nothing throws. At most {@value #MOST} values of a kind are kept, the first ones.
 */
public final class DemographicsBuilder {

    /** Values of one kind that are kept. */
    public static final int MOST = 4;

    private static final int NHS_DIGITS = 10;
    private static final int IDENTIFIER = 40;

    private @Nullable NhsNumber nhs;
    private boolean verified;
    private String rejected = "";
    private final List<NhsNumber> former = new ArrayList<>();
    private final List<String> identifiers = new ArrayList<>();
    private final List<String> given = new ArrayList<>();
    private final List<String> families = new ArrayList<>();
    private final List<String> previousFamilies = new ArrayList<>();
    private final List<String> postcodes = new ArrayList<>();
    private final List<String> previousPostcodes = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> towns = new ArrayList<>();
    private final List<Long> phones = new ArrayList<>();
    private final List<String> emails = new ArrayList<>();
    private int birthDate;
    private Sex sex = Sex.UNKNOWN;
    private int deceased;
    private int seen;

    DemographicsBuilder() {}

    /** The NHS number, spaces and digits of any script allowed; a number whose check digit fails is kept as rejected. */
    public DemographicsBuilder nhsNumber(String raw, boolean sourceVerified) {
        String digits = Text.digits(raw, NHS_DIGITS + 1);
        Optional<NhsNumber> parsed = NhsNumber.parse(digits);
        if (parsed.isPresent()) {
            nhs = parsed.get();
            verified = sourceVerified;
        } else if (digits.length() == NHS_DIGITS && digits.chars().distinct().count() > 1) {
            rejected = digits;
        }
        return this;
    }

    /** A number that the present one supersedes. */
    public DemographicsBuilder formerNhsNumber(String raw) {
        NhsNumber.parse(Text.digits(raw, NHS_DIGITS + 1)).ifPresent(number -> add(former, number));
        return this;
    }

    /** Another identifier; {@code system} tells its number space. */
    public DemographicsBuilder identifier(String system, String value) {
        String closed = Text.close(value, IDENTIFIER);
        if (!closed.isEmpty() && closed.chars().distinct().count() > 1) {
            add(identifiers, system.strip() + '|' + closed);
        }
        return this;
    }

    /** Given names, in order; each may hold several. */
    public DemographicsBuilder given(List<String> raw) {
        given.addAll(raw.size() > MOST ? raw.subList(0, MOST) : raw);
        return this;
    }

    /** The family name in use. */
    public DemographicsBuilder family(String raw) {
        addText(families, PersonNames.family(raw));
        return this;
    }

    /** A family name used before, or beside the one in use. */
    public DemographicsBuilder previousFamily(String raw) {
        addText(previousFamilies, PersonNames.family(raw));
        return this;
    }

    /** The birth date, whole or partial. */
    public DemographicsBuilder birthDate(String raw) {
        birthDate = BirthDates.parse(raw);
        return this;
    }

    /** The FHIR gender code. */
    public DemographicsBuilder gender(String raw) {
        sex = Sex.parse(raw);
        return this;
    }

    /** A current address. */
    public DemographicsBuilder address(List<String> addressLines, String town, String postcode) {
        addText(lines, AddressLines.parse(addressLines));
        addText(towns, Text.close(town, IDENTIFIER));
        addText(postcodes, Postcodes.parse(postcode));
        return this;
    }

    /** A postcode of a former address. */
    public DemographicsBuilder previousPostcode(String raw) {
        addText(previousPostcodes, Postcodes.parse(raw));
        return this;
    }

    /** A telephone number. */
    public DemographicsBuilder phone(String raw) {
        long number = Phones.parse(raw);
        if (number != Phones.NONE) {
            add(phones, number);
        }
        return this;
    }

    /** An electronic mail address. */
    public DemographicsBuilder email(String raw) {
        addText(emails, Emails.parse(raw));
        return this;
    }

    /** The date of death. */
    public DemographicsBuilder deceased(String raw) {
        deceased = BirthDates.parse(raw);
        return this;
    }

    /** The last day on which the source saw the person alive. */
    public DemographicsBuilder seen(String raw) {
        seen = BirthDates.parse(raw);
        return this;
    }

    /** What was given, normalised. */
    public Demographics build() {
        List<String> names = new ArrayList<>(families);
        previousFamilies.forEach(name -> addText(names, name));
        List<String> kept =
                names.size() > PersonNames.MOST_FAMILIES ? names.subList(0, PersonNames.MOST_FAMILIES) : names;
        previousPostcodes.removeAll(postcodes);
        Numbers numbers = new Numbers(nhs, verified, nhs == null ? rejected : "", former, identifiers);
        Location location = new Location(postcodes, previousPostcodes, lines, towns, phones, emails);
        return new Demographics(numbers, PersonNames.given(given), kept, birthDate, sex, location, deceased, seen);
    }

    private static void addText(List<String> values, String value) {
        if (!value.isEmpty()) {
            add(values, value);
        }
    }

    private static <T> void add(List<T> values, T value) {
        if (values.size() < MOST && !values.contains(value)) {
            values.add(value);
        }
    }
}
