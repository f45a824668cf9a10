/** What the trail says was disclosed of objectors, for consent-service alone, which attests that objections are honoured (D10). */
@NullMarked
package care.weald.audit.attest;

import org.jspecify.annotations.NullMarked;
