package care.weald.identity.staff;

import care.weald.identity.index.PatientDemographics;
import care.weald.identity.match.Demographics;
import care.weald.identity.platform.StrictJson;
import care.weald.identity.staff.StaffMember.Days;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a register of staff: a FHIR PractitionerRole a line (NDJSON), with the {@code Practitioner} contained. Its
 * {@code identifier} in the system {@value #USER} is the user; {@code notAvailable.during} are days off; the extension
 * {@value #MANAGER} names the line manager in the same way.
 */
final class StaffReader {

    static final String USER = "https://weald.care/Id/user";
    static final String MANAGER = "https://weald.care/StructureDefinition/line-manager";

    private static final int LONGEST = 255;
    private static final int MOST_DAYS_OFF = 100;
    private static final int DATE = 10;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9999;

    /** What a register turns out to be. */
    sealed interface Register {

        /** All who are in it. */
        record Read(List<StaffMember> members) implements Register {

            public Read {
                members = List.copyOf(members);
            }
        }

        /** A line that cannot be taken, counted from 1, and the element of it. */
        record Faulty(int line, String place) implements Register {}
    }

    private StaffReader() {}

    /** Reads all of {@code register}, or the first fault of it. A blank line is none. */
    static Register read(byte[] register) {
        List<StaffMember> members = new ArrayList<>();
        Set<String> users = new HashSet<>();
        int number = 0;
        for (String line : new String(register, StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                StaffMember member = member(StrictJson.READER.readTree(line));
                if (!users.add(member.user())) {
                    return new Register.Faulty(number, "PractitionerRole.identifier");
                }
                members.add(member);
            } catch (IOException e) {
                return new Register.Faulty(number, "PractitionerRole");
            } catch (Unfit e) {
                return new Register.Faulty(number, e.place);
            }
        }
        return new Register.Read(members);
    }

    private static final class Unfit extends Exception {

        private static final long serialVersionUID = 1L;

        private final String place;

        Unfit(String place) {
            super(place, null, false, false);
            this.place = place;
        }
    }

    private static StaffMember member(JsonNode role) throws Unfit {
        if (!role.path("resourceType").asText().equals("PractitionerRole")) {
            throw new Unfit("PractitionerRole.resourceType");
        }
        String user = identified(role.path("identifier")).orElseThrow(() -> new Unfit("PractitionerRole.identifier"));
        JsonNode period = role.path("period");
        return new StaffMember(
                user,
                about(role),
                manager(role),
                day(period.path("start"), "PractitionerRole.period.start"),
                day(period.path("end"), "PractitionerRole.period.end"),
                away(role.path("notAvailable")));
    }

    private static Optional<String> identified(JsonNode identifiers) {
        return identifiers
                .valueStream()
                .filter(identifier -> identifier.path("system").asText().equals(USER))
                .map(identifier -> identifier.path("value").asText())
                .filter(StaffReader::isUser)
                .findFirst();
    }

    private static boolean isUser(String value) {
        return !value.isBlank() && value.length() <= LONGEST && value.chars().noneMatch(Character::isISOControl);
    }

    private static Demographics about(JsonNode role) throws Unfit {
        List<JsonNode> practitioners = role.path("contained")
                .valueStream()
                .filter(one -> one.path("resourceType").asText().equals("Practitioner"))
                .toList();
        if (practitioners.size() != 1) {
            throw new Unfit("PractitionerRole.contained");
        }
        Demographics about = PatientDemographics.of(practitioners.getFirst(), "");
        if (!about.numbers().rejected().isEmpty()) {
            throw new Unfit("PractitionerRole.contained[0].identifier");
        }
        return about;
    }

    private static @Nullable String manager(JsonNode role) throws Unfit {
        for (JsonNode extension : role.path("extension")) {
            if (extension.path("url").asText().equals(MANAGER)) {
                JsonNode value = extension.path("valueIdentifier");
                if (!value.path("system").asText().equals(USER)
                        || !isUser(value.path("value").asText())) {
                    throw new Unfit("PractitionerRole.extension");
                }
                return value.path("value").asText();
            }
        }
        return null;
    }

    private static List<Days> away(JsonNode notAvailable) throws Unfit {
        if (notAvailable.size() > MOST_DAYS_OFF) {
            throw new Unfit("PractitionerRole.notAvailable");
        }
        List<Days> away = new ArrayList<>();
        for (int i = 0; i < notAvailable.size(); i++) {
            String place = "PractitionerRole.notAvailable[" + i + "].during";
            JsonNode during = notAvailable.get(i).path("during");
            LocalDate from = day(during.path("start"), place);
            LocalDate to = day(during.path("end"), place);
            if ((from == null && to == null) || (from != null && to != null && to.isBefore(from))) {
                throw new Unfit(place);
            }
            away.add(new Days(from, to));
        }
        return away;
    }

    /** The day of a FHIR dateTime; null when there is none. */
    private static @Nullable LocalDate day(JsonNode moment, String place) throws Unfit {
        if (moment.isMissingNode()) {
            return null;
        }
        String text = moment.asText();
        try {
            LocalDate day = LocalDate.parse(text.length() > DATE ? text.substring(0, DATE) : text);
            if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
                throw new Unfit(place);
            }
            return day;
        } catch (DateTimeException e) {
            throw new Unfit(place);
        }
    }
}
