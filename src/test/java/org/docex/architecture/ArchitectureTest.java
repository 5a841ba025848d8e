package org.docex.architecture;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.is;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.docex.tenant.Reads;
import org.docex.tenant.Role;
import org.docex.tenant.TenantData;
import org.docex.tenant.TenantService;
import org.docex.tenant.UserContext;
import org.docex.tenant.context.TenantUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls of the house as sentences; each is shown to flag the leak that is planted for it. */
class ArchitectureTest {
    private static final String[] FEATURES = {
        "org.docex.basket..", "org.docex.document..", "org.docex.operation..", "org.docex.event..", "org.docex.processor..",
        "org.docex.route.."};

    private static final DescribedPredicate<JavaClass> WORDS_OF_FEATURES = DescribedPredicate.describe(
            "the words a feature has for tenancy", (JavaClass type) -> List.of(UserContext.class, Role.class, TenantData.class,
                    TenantService.class, Reads.class).stream().anyMatch(type::isEquivalentTo));

    private static final JavaClasses MAIN =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.docex");

    private static final JavaClasses WITH_LEAKS =
            new ClassFileImporter().importPackages("org.docex.basket", "org.docex.document", "org.docex.cli");

    static Stream<Named<ArchRule>> sentences() {
        return Stream.of(
                noClasses().that().resideOutsideOfPackages("org.docex.tenant.isolation", "org.docex.tenant.registry",
                                "org.docex.tenant.plan", "org.docex.tenant.boundary", "org.docex.tenant.lifecycle",
                                "org.docex.tenant.provisioning", "org.docex.transfer..", "org.docex.migration..")
                        .should().dependOnClassesThat().resideInAPackage("java.sql..")
                        .as("java.sql is used where connections are made, registered and provisioned, and nowhere else"),
                noClasses().that().resideOutsideOfPackage("org.docex.tenant.isolation")
                        .should().dependOnClassesThat().resideInAPackage("org.eclipse.persistence..")
                        .orShould().dependOnClassesThat().areAssignableTo(EntityManagerFactory.class)
                        .as("EclipseLink and entity manager factories are known to tenant.isolation alone"),
                noClasses().that().resideInAnyPackage(FEATURES)
                        .should().dependOnClassesThat(is(DescribedPredicate.describe("machinery of tenancy",
                                (JavaClass type) -> type.getPackageName().startsWith("org.docex.tenant")
                                        && !WORDS_OF_FEATURES.test(type))))
                        .as("a feature cannot address another tenant because it has no word for one"),
                noClasses().that().resideOutsideOfPackages("org.docex.tenant..", "org.docex.security", "org.docex.rest",
                                "org.docex.audit")
                        .should().callMethod(UserContext.class, "tenantId")
                        .as("nobody but the named packages asks a context for its tenant"),
                CompositeArchRule.of(fields().that(are(DescribedPredicate.describe("static",
                                        (JavaField field) -> field.getModifiers().contains(JavaModifier.STATIC))))
                                .should().beFinal())
                        .and(noClasses().that().doNotBelongToAnyOf(TenantUnit.class)
                                .should().dependOnClassesThat().areAssignableTo(ThreadLocal.class))
                        .as("the current unit is the only thread local, and no static is mutable"),
                noClasses().should().callMethod(EntityManager.class, "createNativeQuery", String.class)
                        .orShould().callMethod(EntityManager.class, "createNativeQuery", String.class, Class.class)
                        .orShould().callMethod(EntityManager.class, "createNativeQuery", String.class, String.class)
                        .as("no native SQL goes through an entity manager"),
                slices().matching("org.docex.(**)").should().beFreeOfCycles().as("packages have no cycles"),
                noClasses().that().resideOutsideOfPackage("org.docex.cli..")
                        .should().dependOnClassesThat().resideInAPackage("org.docex.cli..")
                        .as("the command line is a leaf"))
                .map(rule -> Named.of(rule.getDescription(), rule));
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void holds(ArchRule sentence) {
        sentence.check(MAIN);
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void flags_its_planted_leak(ArchRule sentence) {
        assertThat(sentence.allowEmptyShould(true).evaluate(WITH_LEAKS).hasViolation()).isTrue();
    }

    @Test
    void every_service_joins_transaction_and_unit() {
        classes().that().areAnnotatedWith(Stateless.class).and().resideInAnyPackage(FEATURES)
                .should().beAnnotatedWith(TenantService.class).check(MAIN);
    }

    /** What the build leaves out of the library for other applications; {@code pom.xml} has the same list. */
    @Test
    void the_library_needs_nothing_that_only_the_war_has() {
        DescribedPredicate<JavaClass> warOnly = DescribedPredicate.describe("what only the WAR has", (JavaClass type) ->
                type.getPackageName().matches("org\\.docex\\.(admin|cli(\\..*)?|http|migration(\\..*)?|rest|security|system)")
                        || type.getName().matches("org\\.docex\\..*(Resource|\\.ContentAnswer|\\.Upload|\\.RefusalFilter|\\.TenantFilter)(\\$.*)?"));
        noClasses().that(DescribedPredicate.not(warOnly)).should().dependOnClassesThat(warOnly).check(MAIN);
    }

    @Test
    void nobody_depends_on_the_frame_around_answers() {
        noClasses().that().resideOutsideOfPackage("org.docex.rest")
                .should().dependOnClassesThat().resideInAPackage("org.docex.rest").check(MAIN);
    }
}
