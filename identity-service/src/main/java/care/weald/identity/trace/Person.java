package care.weald.identity.trace;

import care.weald.identity.patient.PersonSources;

/**
 * Somebody who was found.
 *
 * @param score how well they fit, from 0 to 1
 */
record Person(PersonSources sources, double score) {}
