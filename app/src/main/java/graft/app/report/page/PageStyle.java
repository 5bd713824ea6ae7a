package graft.app.report.page;

/** The style sheet of the report's page: one column, quiet tables, light and dark. */
final class PageStyle {
  static final String CSS =
      """
      :root{--paper:#fff;--ink:#1f2933;--quiet:#5b6773;--rule:#dde2e8;--accent:#0072b2}
      @media (prefers-color-scheme:dark){:root{--paper:#15191e;--ink:#e4e7eb;--quiet:#a3adb8;--rule:#2c343d;--accent:#4ba3dd}}
      *{box-sizing:border-box}
      body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,"Segoe UI",Helvetica,Arial,sans-serif}
      main{max-width:60rem;margin:0 auto;padding:2.5rem 1.25rem 3rem}
      h1{font-size:1.9rem;line-height:1.2;margin:0 0 .4rem;letter-spacing:-.01em;overflow-wrap:anywhere}
      h2{font-size:1.2rem;margin:2.6rem 0 .8rem}
      p{margin:.5rem 0;max-width:44rem}
      .question{font-size:1.15rem;color:var(--quiet)}
      .wide{overflow-x:auto}
      .wide:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
      table{border-collapse:collapse;width:100%;font-size:.875rem;font-variant-numeric:tabular-nums}
      th,td{padding:.35rem .5rem;text-align:left;border-bottom:1px solid var(--rule);white-space:nowrap}
      th{font-weight:600;color:var(--quiet);border-bottom-width:2px}
      th:first-child,td:first-child{padding-left:0}
      .n{text-align:right}
      tbody tr:last-child td{border-bottom:2px solid var(--rule)}
      .notes{margin:.8rem 0 0;padding:0;list-style:none;color:var(--quiet);font-size:.875rem}
      figure{margin:2.6rem 0 0}
      figure svg{display:block;max-width:100%;height:auto;min-width:34rem}
      figcaption{margin-top:.5rem;max-width:44rem;color:var(--quiet);font-size:.875rem}
      summary{cursor:pointer;color:var(--accent)}
      pre{overflow-x:auto;font-size:.8rem;line-height:1.45;padding:1rem 0}
      footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--rule);color:var(--quiet);font-size:.8rem}
      @media print{details{display:none}}
      """;

  private PageStyle() {}
}
