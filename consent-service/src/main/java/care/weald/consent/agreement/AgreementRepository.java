package care.weald.consent.agreement;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The agreements as stored. */
@ApplicationScoped
class AgreementRepository implements PanacheRepositoryBase<AgreementRow, AgreementRow.Key> {

    /** Replicas that start together store one after the other. */
    private static final String LOCK = "select 1 from pg_advisory_xact_lock(hashtext('agreement'))";

    private static final String MATCHING = """
            (:organisation = '' or id.organisation = :organisation)
            and (:any = true
                 or (:live = true and id.validFrom <= :today and validTo >= :today)
                 or (:live = false and (id.validFrom > :today or validTo < :today)))""";

    private static final String PAGE = MATCHING + """

            and (id.organisation > :afterOrganisation
                 or (id.organisation = :afterOrganisation and id.validFrom > :afterDay))
            order by id.organisation, id.validFrom""";

    /**
     * Some of the agreements that match, in the order of organisation and first day.
     *
     * @param agreements those of this page
     * @param more whether there are further ones after them
     * @param total how many match in all
     */
    record Page(List<Agreement> agreements, boolean more, long total) {

        Page {
            agreements = List.copyOf(agreements);
        }
    }

    /**
     * Makes these the agreements there are, all of them or none, in their order: one that is not among them ends or goes
     * away ({@link Withdrawal}), a new one is added, one of the same organisation and first day is replaced. With none,
     * all end. Fails when two of them overlap.
     */
    Uni<Void> store(List<Agreement> agreements, LocalDate today) {
        return Panache.withTransaction(() -> Panache.getSession().flatMap(session -> {
            Uni<Void> stored = session.createNativeQuery(LOCK, Integer.class)
                    .getSingleResult()
                    .flatMap(locked -> withdraw(session, agreements, today));
            for (Agreement agreement : agreements) {
                stored = stored.flatMap(before -> store(session, agreement));
            }
            return stored;
        }));
    }

    private Uni<Void> withdraw(Mutiny.Session session, List<Agreement> agreements, LocalDate today) {
        Set<AgreementId> kept = agreements.stream().map(Agreement::id).collect(Collectors.toSet());
        return listAll().flatMap(rows -> {
            Uni<Void> done = Uni.createFrom().voidItem();
            for (AgreementRow row : rows) {
                Agreement stored = row.toAgreement();
                if (!kept.contains(stored.id())) {
                    Withdrawal withdrawal = Withdrawal.of(stored, agreements, today);
                    done = done.flatMap(before -> withdraw(session, row, withdrawal));
                }
            }
            return done.flatMap(withdrawn -> session.flush());
        });
    }

    private static Uni<Void> withdraw(Mutiny.Session session, AgreementRow row, Withdrawal withdrawal) {
        return switch (withdrawal) {
            case Withdrawal.Kept _ -> Uni.createFrom().voidItem();
            case Withdrawal.Deleted _ -> session.remove(row);
            case Withdrawal.Ended ended -> {
                row.validTo = ended.lastDay();
                yield Uni.createFrom().voidItem();
            }
        };
    }

    /** Written at once: Hibernate would else add before it replaces, and an agreement that is cut short would overlap. */
    private static Uni<Void> store(Mutiny.Session session, Agreement agreement) {
        return session.merge(AgreementRow.of(agreement)).flatMap(merged -> session.flush());
    }

    /** The agreement of this id, if there is one. */
    Uni<Optional<Agreement>> agreement(AgreementId id) {
        return Panache.withSession(() -> findById(AgreementRow.Key.of(id)))
                .map(row -> Optional.ofNullable(row).map(AgreementRow::toAgreement));
    }

    /** A page of the agreements that {@code query} matches, those being active that are live on {@code today}. */
    Uni<Page> search(AgreementQuery query, LocalDate today) {
        return Panache.withSession(() -> count(MATCHING, matching(query, today))
                .flatMap(total -> find(PAGE, after(query.after(), matching(query, today)))
                        .page(0, query.count() + 1)
                        .list()
                        .map(rows -> page(rows, query.count(), total))));
    }

    private static Map<String, Object> matching(AgreementQuery query, LocalDate today) {
        return Map.of(
                "organisation",
                query.organisation(),
                "any",
                query.active() == AgreementQuery.Active.EITHER,
                "live",
                query.active() == AgreementQuery.Active.TRUE,
                "today",
                today);
    }

    private static Map<String, Object> after(AgreementId last, Map<String, Object> matching) {
        Map<String, Object> parameters = new HashMap<>(matching);
        parameters.put("afterOrganisation", last.organisation());
        parameters.put("afterDay", last.from());
        return parameters;
    }

    private static Page page(List<AgreementRow> rows, int count, long total) {
        return new Page(
                rows.stream().limit(count).map(AgreementRow::toAgreement).toList(), rows.size() > count, total);
    }
}
