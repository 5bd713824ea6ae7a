package graft.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests of pages in a real browser, in front of one server; left out where there is no browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PagesInBrowser {
  private static final AtomicBoolean SAID = new AtomicBoolean();

  /** For further stores. */
  Path folder;

  Fixture web;
  Browser browser;
  Page page;

  /** Computes what the pages are to show. */
  abstract void prepare() throws Exception;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    boolean there = Browser.executable().isPresent();
    if (!there && !SAID.getAndSet(true)) {
      System.out.println("no browser here (GRAFT_BROWSER names one): its tests are left out");
    }
    assumeTrue(there, "no browser here");
    folder = temporary;
    web = new Fixture(Files.createDirectory(folder.resolve("shown")));
    prepare();
    browser = new Browser();
    page = browser.page();
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
    }
    if (web != null) {
      web.close();
    }
  }

  @AfterEach
  void nothingWasComplainedOf() {
    if (web != null) {
      assertThat(browser.complaints()).isEmpty();
      assertThat(web.err()).isEmpty();
    }
  }

  Page open(String path) {
    page.navigate(web.uri().resolve(path).toString());
    return page;
  }

  /** What is looked at in one light and width. */
  interface Looks {
    /**
     * Looks.
     *
     * @param suffix of the pictures' names
     */
    void at(Page here, String suffix) throws Exception;
  }

  /** Looks in light and dark, on a wide and a narrow page. */
  void inEveryLightAndWidth(Looks looks) throws Exception {
    for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : List.of(1280, 390)) {
        Page here = browser.page(width, width == 390 ? 844 : 900, colours);
        looks.at(here, "-" + colours.name().toLowerCase(Locale.ROOT) + "-" + width);
        here.context().close();
      }
    }
  }

  /**
   * Keeps a picture; axe finds nothing serious, and nothing is wider than the window.
   *
   * @param signs selectors of what is there when the page is
   */
  void look(Page here, String path, String name, String... signs) throws Exception {
    here.navigate(web.uri().resolve(path).toString());
    for (String sign : signs) {
      here.locator(sign).first().waitFor();
    }
    Browser.shoot(here, name);
    assertThat(Browser.faults(here)).as(name).isEmpty();
    assertThat(here.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .as(name + " fits into the window")
        .isEqualTo(true);
  }
}
