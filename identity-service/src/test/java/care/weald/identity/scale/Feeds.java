package care.weald.identity.scale;

import care.weald.identity.population.Clerk;
import care.weald.identity.population.FhirPatients;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Messages of registrations that are new, by turns of people who are known and of strangers, with clerks' errors. */
final class Feeds {

    /** Registrations in a message. */
    static final int RECORDS = 50;

    /** Connections that send. */
    static final int SENDERS = 4;

    private static final int MESSAGES = 400;
    private static final String ORGANISATION = "KZ050";

    private Feeds() {}

    /** Enough for a round; no registration is ever sent twice. */
    static List<Question> of(List<Registered> known, List<Registered> strangers) {
        long first = System.nanoTime();
        Clerk clerk = new Clerk(first);
        String token = Callers.system(ORGANISATION);
        String permit = Callers.feed(ORGANISATION);
        List<Question> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            StringBuilder entries = new StringBuilder();
            for (int j = i * RECORDS; j < (i + 1) * RECORDS; j++) {
                List<Registered> from = j % 2 == 0 ? known : strangers;
                Registered one = from.get((int) Math.floorMod(first + j, (long) from.size()));
                entries.append(entries.isEmpty() ? "" : ",").append(entry(one, clerk, first + j));
            }
            String body = "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[" + entries + "]}";
            messages.add(new Question(
                    "POST /feeds/patients?phase=commit", body, 0, token, permit, "\"status\":\"", "201 Created"));
        }
        return messages;
    }

    private static String entry(Registered one, Clerk clerk, long local) {
        return "{\"fullUrl\":\"urn:uuid:" + UUID.randomUUID() + "\",\"resource\":"
                + FhirPatients.of(clerk.register(one.person()), Long.toString(local), false)
                + ",\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}}";
    }
}
