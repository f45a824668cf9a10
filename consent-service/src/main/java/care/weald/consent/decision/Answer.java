package care.weald.consent.decision;

import java.util.UUID;

/** A decision with its id and the question and matrix version that it was made by. */
public record Answer(UUID id, Question question, String matrix, Decision decision) {}
