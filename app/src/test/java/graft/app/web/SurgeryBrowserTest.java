package graft.app.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import graft.study.Outline;
import graft.study.StudyReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The surgery table in a real browser, with donors that were really pretrained. */
class SurgeryBrowserTest extends PagesInBrowser {
  /** Two layers, and a task that takes some seconds to be learnt. */
  private static final String DEEP =
      """
      study: deep
      seeds: 1
      model: {layers: 2, heads: 2, width: 16}
      pretrain:
        copy twice:
          procedure: {name: identity, vocabulary: 8, length: 4}
          training: {steps: 20, batch: 4, evaluateEvery: 10, heldOut: 16}
        brackets:
          procedure: {name: k-dyck, k: 2, length: 16}
          training: {steps: 20, batch: 4, evaluateEvery: 10, heldOut: 16}
      arms:
        random: {take: nothing}
        full: {take: all, embedding: average}
      tasks:
        recall:
          procedure: {name: haystack, pairs: 4}
          training: {steps: 10, batch: 64, evaluateEvery: 50, heldOut: 64}
      """;

  @Override
  void prepare() throws Exception {
    web.compute("other");
    Files.writeString(web.studies().resolve("deep.yaml"), DEEP);
    web.compute("deep");
  }

  /** The table with a donor and its task, before anything is put in. */
  private Page open() {
    page.navigate(web.uri().resolve("/surgery?study=deep&task=recall").toString());
    donor("copy twice").click();
    assertThat(page.locator(".side h2", new Page.LocatorOptions().setHasText("copy twice")))
        .isVisible();
    return page;
  }

  private Locator donor(String label) {
    return page.locator("[data-donor='" + label + "']");
  }

  private Locator piece(String what) {
    return page.locator("[data-piece='" + what + "']");
  }

  private Locator slot(String what) {
    return page.locator("[data-slot='" + what + "']");
  }

  private Locator copies() {
    return page.getByRole(
        AriaRole.REGION, new Page.GetByRoleOptions().setName("What would be copied"));
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  @Test
  void componentsAreDraggedOntoTheTarget() {
    open();
    assertThat(slot("attention 0")).hasText("random");
    piece("attention all").dragTo(slot("attention 1"));
    assertThat(slot("attention 0")).hasText("copy twice");
    assertThat(slot("attention 1")).hasText("copy twice");
    assertThat(slot("mlp 0")).hasText("random");
    donor("brackets").click();
    piece("mlp 1").dragTo(slot("mlp 1"));
    assertThat(slot("mlp 1")).hasText("brackets");
    assertThat(slot("mlp 0")).hasText("random");
    piece("embedding all").dragTo(slot("embedding all"));
    assertThat(slot("embedding all")).hasText("brackets");
    Locator rows = copies().locator("tbody tr");
    assertThat(rows).hasCount(29);
    assertThat(rows.filter(new Locator.FilterOptions().setHasText("h.0.attn.c_attn.weight")))
        .containsText("16 \u00d7 48");
    assertThat(rows.first()).containsText("every row the mean");
    assertThat(rows.first()).containsText("256 \u00d7 16");
    assertThat(rows.first()).containsText("5 \u00d7 16");
    assertThat(page.getByText("15 of 29 tensors come from donors")).isVisible();
    assertThat(page.locator(".copied")).containsText("{from: brackets, take: mlp, layers: 1}");
    page.reload();
    assertThat(slot("mlp 1")).hasText("brackets");
    button("Remove MLP, layer 1 of brackets").click();
    assertThat(slot("mlp 1")).hasText("random");
  }

  @Test
  void whatDoesNotFitIsRefusedWithBothShapes() {
    open();
    piece("mlp 0").click();
    assertThat(slot("mlp 0")).hasText("copy twice");
    donor("reverse").click();
    piece("attention all").click();
    assertThat(page.getByRole(AriaRole.ALERT).first())
        .containsText("'reverse' has 1 layer, 2 heads and width 8");
    assertThat(page.getByRole(AriaRole.ALERT).first())
        .containsText("2 layers, 2 heads and width 16");
    assertThat(slot("attention 0")).hasText("random");
    assertThat(slot("mlp 0")).hasText("copy twice");
    browser.complaints();
  }

  @Test
  void theKeyboardIsEnough() {
    page.navigate(web.uri().resolve("/surgery?study=deep&task=recall").toString());
    donor("copy twice").focus();
    page.keyboard().press("Enter");
    assertThat(donor("copy twice")).isFocused();
    for (int i = 0; i < 20 && !"Add MLP, layer 0 of copy twice".equals(focused()); i++) {
      page.keyboard().press("Tab");
    }
    page.keyboard().press("Enter");
    assertThat(slot("mlp 0")).hasText("copy twice");
    for (int i = 0; i < 30 && !"SELECT list donor".equals(focused()); i++) {
      page.keyboard().press("Tab");
    }
    page.keyboard().type("brackets");
    page.keyboard().press("Tab");
    page.keyboard().type("Embedding");
    page.keyboard().press("Tab");
    page.keyboard().type("extend");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(slot("embedding all")).containsText("brackets");
    assertThat(copies().locator("tbody tr").first()).containsText("further ones their mean");
    for (int i = 0; i < 20 && !focused().startsWith("Remove MLP"); i++) {
      page.keyboard().press("Tab");
    }
    page.keyboard().press("Enter");
    assertThat(slot("mlp 0")).hasText("random");
    assertThat(slot("embedding all")).containsText("brackets");
  }

  private String focused() {
    return String.valueOf(
        page.evaluate(
            """
            () => document.activeElement.getAttribute("aria-label")
              ?? document.activeElement.tagName + " " + document.activeElement.dataset.focus
            """));
  }

  @Test
  void evaluatingDrawsBothCurvesLiveAndThenTheAccuracies() {
    open();
    piece("attention all").click();
    assertThat(button("Evaluate")).isEnabled();
    page.getByLabel("Fine-tuning steps").fill("0");
    button("Evaluate").click();
    assertThat(page.getByText("Steps must be a whole number from 1 to 5000")).isVisible();
    page.getByLabel("Fine-tuning steps").fill("5000");
    button("Evaluate").click();
    assertThat(page.locator("[data-live=runs] li").first()).containsText("step");
    page.locator(".chart canvas").waitFor();
    String before = drawn();
    page.waitForCondition(() -> !drawn().equals(before));
    assertThat(button("Evaluate")).isDisabled();
    Browser.shoot(page, "surgery-running-light-1280");
    button("Stop").click();
    assertThat(button("Evaluate")).isEnabled();
    page.getByLabel("Fine-tuning steps").fill("40");
    button("Evaluate").click();
    Locator outcome = page.locator(".outcome");
    assertThat(outcome.locator("tbody tr")).hasCount(2);
    assertThat(outcome).containsText("composed");
    assertThat(page.locator(".legend li")).hasCount(2);
    page.getByText("All results of this run").click();
    assertThat(page.locator("h1")).hasText("surgery");
    assertThat(page.getByText("finished").first()).isVisible();
    page.goBack();
    assertThat(page.locator(".outcome tbody tr")).hasCount(2);
  }

  private String drawn() {
    return String.valueOf(
        page.evaluate("() => document.querySelector('.chart canvas').toDataURL()"));
  }

  @Test
  void aCompositionIsSavedAsAStudyThatCanBeRun() throws Exception {
    open();
    piece("attention all").click();
    donor("brackets").click();
    piece("mlp all").click();
    page.getByLabel("Name").fill("two donors");
    button("Save as a study").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("small letters, digits and hyphens");
    browser.complaints();
    page.getByLabel("Name").fill("two-donors");
    page.getByLabel("Question").fill("Do two add up?");
    button("Save as a study").click();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("two-donors")).click();
    assertThat(page.locator("h1")).hasText("two-donors");
    assertThat(page.getByText("Do two add up?", new Page.GetByTextOptions().setExact(true)))
        .isVisible();
    assertThat(button("Resume")).isEnabled();
    Path file = web.studies().resolve("two-donors.yaml");
    assertThat(Outline.of(StudyReader.read(file), Fixture.ARITHMETIC).ids())
        .containsAll(
            Outline.of(StudyReader.read(web.studies().resolve("deep.yaml")), Fixture.ARITHMETIC)
                .runs()
                .values()
                .stream()
                .filter(run -> run.label().startsWith("pretrain"))
                .map(Outline.Run::id)
                .toList());
  }

  @Test
  void anEmptyStoreSaysWhatMakesDonors(@TempDir Path other) throws Exception {
    try (Fixture empty = new Fixture(other)) {
      page.navigate(empty.uri().resolve("/surgery").toString());
      assertThat(page.getByText("./graft run studies/quickstart.yaml")).isVisible();
      Browser.shoot(page, "surgery-empty-light-1280");
    }
    page.navigate("about:blank");
    browser.complaints();
  }

  @Test
  void pagesAreFineInEveryLightAndWidth() throws Exception {
    open();
    piece("attention all").click();
    assertThat(slot("attention 0")).hasText("copy twice");
    donor("brackets").click();
    piece("mlp 1").click();
    assertThat(slot("mlp 1")).hasText("brackets");
    piece("embedding all").click();
    assertThat(slot("embedding all")).containsText("brackets");
    page.getByLabel("Fine-tuning steps").fill("400");
    button("Evaluate").click();
    assertThat(page.locator(".outcome tbody tr")).hasCount(2);
    assertThat(page.getByText("All results of this run")).isVisible();
    String full = page.url();
    inEveryLightAndWidth(
        (here, suffix) -> {
          look(here, full, "surgery" + suffix, ".outcome tbody tr");
          look(here, "/surgery", "surgery-fresh" + suffix, ".slot");
        });
    assertThat(page).hasURL(Pattern.compile("gift="));
  }
}
