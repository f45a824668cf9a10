package care.weald.identity.match.model;

import java.util.Map;

/**
 * What a model is made of.
 *
 * @param version its name
 * @param limits where it draws its lines
 * @param same how often records of one person agree on a level
 * @param strangers how often strangers do
 * @param relatives how often different people of one household do
 * @param peers how often those of them do who were born within a few years: couples, brothers and sisters, twins
 * @param sources the first table for single sources
 * @param given how common given names are
 * @param family how common family names are
 */
public record ModelParts(
        String version,
        Limits limits,
        LevelTable same,
        LevelTable strangers,
        LevelTable relatives,
        LevelTable peers,
        Map<String, LevelTable> sources,
        NameFrequencies given,
        NameFrequencies family) {

    public ModelParts {
        if (version.isBlank() || version.length() > 64) {
            throw new IllegalArgumentException("a model needs a version of at most 64 characters");
        }
        sources = Map.copyOf(sources);
    }
}
