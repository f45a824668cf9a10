package care.weald.audit.witness;

import care.weald.audit.witness.WitnessPolicy.Trusted;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Says that a witness has seen another log than this one: of a size, or with a root, that was never signed here. */
@ApplicationScoped
class Alarm {

    private static final Logger LOG = Logger.getLogger(Alarm.class);

    private final MeterRegistry meters;

    Alarm(MeterRegistry meters) {
        this.meters = meters;
    }

    /** {@code how} is {@code size} or {@code root}; {@code size} that of the head in question. */
    void raise(Trusted witness, String how, long size) {
        LOG.errorf("event=witness-contradicts witness=%s reason=%s size=%d", witness.name(), how, size);
        meters.counter("weald.audit.witness.contradictions", "witness", witness.name(), "reason", how)
                .increment();
    }
}
