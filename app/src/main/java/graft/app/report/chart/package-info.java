/**
 * A study's figures as SVG. Drawn here and not by a chart library: see decision 9. Nothing here
 * computes a figure.
 */
@NullMarked
package graft.app.report.chart;

import org.jspecify.annotations.NullMarked;
