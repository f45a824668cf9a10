package care.weald.identity.index;

/** Whether a person is restricted. */
public final class Restriction {

    /** A condition in SQL on a {@code person}: a steward, a person merged into it or any source patient says so, removed or not. */
    public static final String OF_PERSON = """
            person.restricted
            or exists (select from person as merged where merged.merged_into = person.id and merged.restricted)
            or exists (select from source_patient as away
                        where away.removed_from = person.id and away.confidentiality <> 'N')
            or exists (select from link as theirs join source_patient as every on every.id = theirs.source_patient
                        where theirs.person = person.id and theirs.valid_to is null and every.confidentiality <> 'N')
            """;

    private Restriction() {}
}
