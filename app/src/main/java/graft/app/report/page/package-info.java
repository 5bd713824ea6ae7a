/** A study's report: one page, tables, figures and data, all from results that are there. */
@NullMarked
package graft.app.report.page;

import org.jspecify.annotations.NullMarked;
