package graft.app;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** Imports go down only, and reports compute nothing. */
class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("graft.app");

  @Test
  void importsGoDownOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("report")
        .definedBy("graft.app.report..")
        .layer("progress")
        .definedBy("graft.app.progress..")
        .layer("cli")
        .definedBy("graft.app.cli..")
        .layer("data")
        .definedBy("graft.app.data..")
        .layer("web")
        .definedBy("graft.app.web..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("progress")
        .mayOnlyBeAccessedByLayers("cli", "web")
        .whereLayer("web")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("data")
        .mayOnlyBeAccessedByLayers("cli")
        .check(classes);
  }

  @Test
  void reportsComputeNothing() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("graft.app.report..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("graft.engine..", "graft.training..", "graft.surgery..")
        .check(classes);
  }

  @Test
  void pagesComputeNothing() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("graft.app.web..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("graft.engine..", "graft.surgery..")
        .check(classes);
  }
}
