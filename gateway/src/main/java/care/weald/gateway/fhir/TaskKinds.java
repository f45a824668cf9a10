package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** The Tasks that are no possible duplicates, each kind told apart by its code or its ids. */
@ApplicationScoped
class TaskKinds {

    private final QualityReads quality;
    private final ObjectionReads objections;
    private final Watch watch;
    private final FailedMessages failed;

    TaskKinds(QualityReads quality, ObjectionReads objections, Watch watch, FailedMessages failed) {
        this.quality = quality;
        this.objections = objections;
        this.watch = watch;
        this.failed = failed;
    }

    /** A search of another kind; empty when none is asked for. */
    Optional<Uni<Answer>> search(Enquiry enquiry) {
        if (ObjectionReads.areAsked(enquiry.parameters(), "code")) {
            return Optional.of(objections.cases(enquiry));
        }
        if (ObjectionReads.areFollowUpsAsked(enquiry.parameters())) {
            return Optional.of(objections.followUps(enquiry));
        }
        if (Watch.areAsked(enquiry.parameters())) {
            return Optional.of(watch.cases(enquiry));
        }
        Parameters asked = enquiry.parameters().without(Set.of());
        if (QualityReads.areAsked(asked)) {
            return Optional.of(quality.tasks(enquiry, asked));
        }
        return FailedMessages.areAsked(asked) ? Optional.of(failed.list(enquiry, asked)) : Optional.empty();
    }

    /** One of another kind; empty when the id is not of one. */
    Optional<Uni<Answer>> read(Enquiry enquiry, String id) {
        return QualityReads.isTask(id) ? Optional.of(quality.task(enquiry, id)) : Optional.empty();
    }
}
