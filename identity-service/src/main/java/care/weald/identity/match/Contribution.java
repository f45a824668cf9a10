package care.weald.identity.match;

/**
 * What one field adds to a score.
 *
 * @param field its name; {@code household-cap} takes back what household evidence says above its limit
 * @param level the level of agreement
 * @param weight in bits; a multiple of 1/1,024, so that sums are exact
 * @param group {@code own} or {@code household}
 */
public record Contribution(String field, String level, double weight, String group) {}
