package care.weald.consent.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "care.weald.consent", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule decidingIsPure = noClasses()
            .that()
            .haveNameMatching(
                    ".*\\.(decision\\.(Chain|Facts|Rule|Decision|Person|Basis|Interaction|Shown|AgreementRules|CallerRules|PersonRules|CitizenRules|CitizenChain|Stated|FactsJson|Logged)(\\$.*)?"
                            + "|matrix\\.(AccessMatrix|MatrixContent|Levels|Level|Cell|RoleGroup|MatrixJson)(\\$.*)?"
                            + "|agreement\\.(Agreement|AgreementId|AgreementQuery|AgreementFhir|AgreementsFile)(\\$.*)?|explain\\.(Explanation|Simulation)(\\$.*)?|delegation\\.(Delegation|DelegationForms)(\\$.*)?"
                            + "|override\\.(FollowUp|FollowUpFhir|OverrideForms)(\\$.*)?|objection\\..*)")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.smallrye.mutiny..", "jakarta.ws.rs..", "io.quarkus..", "io.vertx..", "jakarta.persistence.."));

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("care.weald.consent.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule rowsAreReadInRepositoriesOnly = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Repository")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.vertx.mutiny.sqlclient.."));

    @ArchTest
    static final ArchRule entitiesStayBehindTheirRepository = noClasses()
            .that()
            .haveNameNotMatching(".*(Repository|Row)(\\$.*)?")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "io.quarkus.hibernate.."))
            .orShould()
            .dependOnClassesThat(simpleNameEndingWith("Row").and(resideInAPackage("care.weald..")));
}
