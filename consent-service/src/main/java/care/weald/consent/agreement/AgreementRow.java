package care.weald.consent.agreement;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.Set;

/** An agreement as its row. */
@Entity
@Table(name = "agreement")
class AgreementRow {

    /** The primary key. */
    @Embeddable
    record Key(
            @Column(name = "organisation") String organisation,
            @Column(name = "valid_from") LocalDate validFrom) {

        static Key of(AgreementId id) {
            return new Key(id.organisation(), id.from());
        }
    }

    @EmbeddedId
    Key id = Key.of(AgreementId.FIRST);

    @Column(name = "valid_to")
    LocalDate validTo = LocalDate.EPOCH;

    @Column(name = "name")
    String name = "";

    @Enumerated(EnumType.STRING)
    @Column(name = "type")
    Agreement.Type type = Agreement.Type.DPA;

    @Column(name = "purposes")
    String[] purposes = {};

    @Column(name = "feeds")
    boolean feeds;

    @Column(name = "processor")
    boolean processor;

    @Column(name = "excluded_categories")
    String[] excludedCategories = {};

    static AgreementRow of(Agreement agreement) {
        AgreementRow row = new AgreementRow();
        row.id = Key.of(agreement.id());
        row.validTo = agreement.to();
        row.name = agreement.name();
        row.type = agreement.type();
        row.purposes = array(agreement.purposes());
        row.feeds = agreement.feeds();
        row.processor = agreement.processor();
        row.excludedCategories = array(agreement.excludedCategories());
        return row;
    }

    Agreement toAgreement() {
        return new Agreement(
                id.organisation(),
                name,
                type,
                Set.of(purposes),
                feeds,
                processor,
                Set.of(excludedCategories),
                id.validFrom(),
                validTo);
    }

    private static String[] array(Set<String> codes) {
        return codes.stream().sorted().toArray(String[]::new);
    }
}
