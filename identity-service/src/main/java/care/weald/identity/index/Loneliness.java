package care.weald.identity.index;

/** Whether a registration is a person of its own for want of anything that joins it to another. */
public final class Loneliness {

    /** A condition in SQL on a {@code link} in force and its {@code person}: a later search for duplicates may move it. */
    public static final String OF_LINK = """
            link.origin = 'new' and person.status = 'active' and not person.restricted
            and not exists (select from link as mate
                             where mate.person = person.id and mate.valid_to is null and mate.id <> link.id)
            and not exists (select from person as merged where merged.merged_into = person.id)
            and not exists (select from nhs_number as held where held.person = person.id)
            """;

    private Loneliness() {}
}
