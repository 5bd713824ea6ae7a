package graft.app.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import graft.procedure.Procedures;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The gallery and its live samples in a real browser. */
class ProceduresBrowserTest extends PagesInBrowser {
  @Override
  void prepare() {}

  private Locator dial(String setting) {
    return page.locator("[data-setting=" + setting + "]");
  }

  private String drawn() {
    return page.locator(".samples").innerText();
  }

  @Test
  void everyProcedureIsInTheGallery() {
    open("/procedures");
    assertThat(page.locator(".exhibit")).hasCount(Procedures.names().size());
    assertThat(page.locator("[data-procedure=eca] svg.cells")).isVisible();
    assertThat(page.locator("[data-procedure=k-dyck] .tokens")).containsText("(");
    assertThat(page.locator("[data-procedure=haystack] mark")).hasCount(1);
    page.getByLabel("Find").fill("dyck");
    assertThat(page.locator(".exhibit")).hasCount(4);
    assertThat(page).hasURL(Pattern.compile("find=dyck"));
    page.getByLabel("Find").fill("nothing of the kind");
    assertThat(page.getByText("None is called that")).isVisible();
    page.getByLabel("Find").fill("haystack");
    page.locator("[data-procedure=haystack] a").click();
    assertThat(page.locator("h1")).hasText("haystack");
    assertThat(page.locator("nav a.inside")).hasText("Procedures");
  }

  @Test
  void slidersRedrawSamplesAndTheAddressRemembers() {
    open("/procedures/k-dyck");
    assertThat(page.locator(".samples li")).hasCount(5);
    String before = drawn();
    Locator length = dial("length").getByRole(AriaRole.SPINBUTTON);
    length.fill("16");
    assertThat(page.locator(".samples li").first()).containsText("16 tokens, 15 to be predicted");
    assertThat(dial("length").getByRole(AriaRole.SLIDER)).hasValue("16");
    Locator types = dial("k").getByRole(AriaRole.SLIDER);
    types.focus();
    page.keyboard().press("Home");
    assertThat(dial("k").getByRole(AriaRole.SPINBUTTON)).hasValue("1");
    assertThat(page.locator(".copied").first()).containsText("{name: k-dyck, k: 1, length: 16}");
    assertThat(page.locator(".copied").last())
        .containsText("./graft sample k-dyck --set k=1 --set length=16");
    assertThat(page).hasURL(Pattern.compile("k=1"));
    String mine = drawn();
    assertThat(mine).isNotEqualTo(before);
    page.getByText("Another five").click();
    assertThat(page.locator(".samples li").first()).containsText("6: 16 tokens");
    page.getByLabel("Seed").fill("2");
    assertThat(page).hasURL(Pattern.compile("draw=2"));
    page.reload();
    assertThat(length).hasValue("16");
    assertThat(page.getByLabel("Seed")).hasValue("2");
    page.getByText("Defaults").click();
    assertThat(page.locator(".samples li").first()).containsText("128 tokens");
    assertThat(length).hasValue("128");
  }

  @Test
  void whatIsWrongStandsAtItsControl() {
    open("/procedures/identity?length=0");
    Locator wrong = dial("length").locator(".wrong");
    assertThat(wrong).hasText("length must be between 1 and 100000, not 0");
    Locator field = dial("length").getByRole(AriaRole.SPINBUTTON);
    assertThat(field).hasAttribute("aria-invalid", "true");
    field.fill("5");
    assertThat(wrong).hasText("");
    assertThat(page.locator(".samples li").first()).containsText("11 tokens");
    field.fill("100000");
    assertThat(page.getByText("draws up to 4096").first()).isVisible();
    assertThat(page.locator(".samples li")).hasCount(5);
    open("/procedures/mixture");
    dial("of").getByRole(AriaRole.TEXTBOX).fill("[identity, {name: k-dyck, k: 0}]");
    assertThat(dial("of").locator(".wrong")).containsText("of[1].k must be between 1");
    dial("of").getByRole(AriaRole.TEXTBOX).fill("[identity, {name: k-dyck, k: 2}]");
    assertThat(dial("of").locator(".wrong")).hasText("");
    assertThat(page.locator(".copied").first()).containsText("k: 2");
  }

  @Test
  void whatIsNotThereIsSaid() {
    open("/procedures/nothing");
    assertThat(page.locator("h1")).hasText("No such procedure");
    browser.complaints();
  }

  @Test
  void pagesAreFineInEveryLightAndWidth() throws Exception {
    inEveryLightAndWidth(
        (here, suffix) -> {
          look(here, "/procedures", "procedures" + suffix, "[data-procedure=eca] svg");
          look(here, "/procedures/k-dyck?k=4", "procedure" + suffix, ".samples li");
          look(here, "/procedures/eca?rule=30", "procedure-cells" + suffix, ".samples svg");
          look(
              here,
              "/procedures/haystack?pairs=0",
              "procedure-wrong" + suffix,
              "[aria-invalid=true]");
        });
  }
}
