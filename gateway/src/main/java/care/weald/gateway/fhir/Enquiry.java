package care.weald.gateway.fhir;

import care.weald.gateway.partner.Requester;
import care.weald.gateway.platform.Format;
import care.weald.gateway.upstream.Event.Act;

/**
 * A FHIR request in hand.
 *
 * @param requester who asks
 * @param format the form the answer is wanted in
 * @param parameters the query's parameters
 * @param act what the audit trail will call it
 */
record Enquiry(Requester requester, Format format, Parameters parameters, Act act) {

    /** The same with another path and these parameters for the audit trail. */
    Act act(String path, Parameters told) {
        return new Act(act.subtype(), act.action(), path, told.told());
    }
}
