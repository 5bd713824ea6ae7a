package graft.app.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A page: the shell that all share, and the module that fills it. Adding one takes a line here and
 * a file {@code pages/MODULE.js}.
 */
enum Page {
  STUDIES("/", "Studies", "studies", true, false),
  STUDY("/study/{study}", "Study", "study", false, true),
  PLAYGROUND("/playground", "Playground", "playground", true, false),
  COMPARE("/compare", "Compare two studies", "compare", false, false),
  TRIAL("/result/{id}", "Result", "result", false, true),
  SURGERY("/surgery", "Surgery", "surgery", true, true),
  PROCEDURES("/procedures", "Procedures", "procedures", true, false),
  PROCEDURE("/procedures/{procedure}", "Procedure", "procedure", false, false);

  private static final String CHARTS =
      """
      <link rel="stylesheet" href="/assets/lib/uplot.css">
      <link rel="modulepreload" href="/assets/lib/uplot.js">
      <link rel="modulepreload" href="/assets/curves.js">
      """;
  private static final String SHELL = read("shell.html");

  private final String path;
  private final String title;
  private final String module;
  private final boolean inHeader;
  private final boolean charts;

  Page(String path, String title, String module, boolean inHeader, boolean charts) {
    this.path = path;
    this.title = title;
    this.module = module;
    this.inHeader = inHeader;
    this.charts = charts;
  }

  /** Where it lies, as a route. */
  String path() {
    return path;
  }

  /** The page as HTML; the same whatever it is about, which its module finds in the address. */
  String html() {
    return SHELL
        .replace("{{title}}", title)
        .replace("{{module}}", module)
        .replace("{{links}}", links())
        .replace("{{charts}}", charts ? CHARTS : "");
  }

  private String links() {
    return Arrays.stream(values())
        .filter(page -> page.inHeader)
        .map(page -> "<li><a href=\"" + page.path + "\"" + current(page) + ">" + page.title)
        .collect(Collectors.joining("</a></li>", "", "</a></li>"));
  }

  private String current(Page page) {
    boolean inside = !inHeader && page == (this == PROCEDURE ? PROCEDURES : STUDIES);
    return page == this ? " aria-current=\"page\"" : inside ? " class=\"inside\"" : "";
  }

  private static String read(String name) {
    try (InputStream in = Page.class.getResourceAsStream("/graft/app/web/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar has no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
