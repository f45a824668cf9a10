package care.weald.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "care.weald.gateway", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("care.weald.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PURE_CLASSES_KNOW_NO_FRAMEWORK = noClasses()
            .that()
            .haveSimpleName("RawPath")
            .or()
            .haveSimpleName("RawQuery")
            .or()
            .haveSimpleName("SmartScopes")
            .or()
            .haveSimpleName("ClaimForm")
            .or()
            .haveSimpleName("Format")
            .or()
            .haveSimpleName("Fault")
            .or()
            .haveSimpleName("Outcome")
            .or()
            .haveSimpleName("PartnerClaims")
            .or()
            .haveSimpleName("Bucket")
            .or()
            .haveSimpleName("EventId")
            .or()
            .haveSimpleName("Capability")
            .or()
            .haveSimpleName("Bundles")
            .or()
            .haveSimpleName("ItemId")
            .or()
            .haveSimpleName("Parameters")
            .or()
            .haveSimpleName("FeedResponse")
            .or()
            .haveSimpleName("BundleHead")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.smallrye..", "jakarta.ws.rs..", "io.quarkus..", "io.vertx..");

    @ArchTest
    static final ArchRule ONLY_OUTCOME_KNOWS_OPERATION_OUTCOMES = noClasses()
            .that()
            .resideOutsideOfPackages("..outcome..", "..fhir..")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("Outcome");
}
