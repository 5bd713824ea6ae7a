package graft.app.web;

import graft.app.report.ContrastTable;
import graft.app.report.Figures;
import graft.app.report.Json;
import graft.app.report.ResultNotes;
import graft.app.report.ResultTable;
import graft.app.report.chart.MetricMatrix;
import graft.study.Study;
import graft.study.StudyResult;
import graft.study.StudyResult.Comparison;
import graft.study.StudyResult.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A study's table of one metric for pages: the cells of the report with what they stand for. */
final class TableJson {
  private static final int METRIC = 3;

  private final Study study;
  private final StudyResult result;
  private final MetricMatrix matrix;
  private final String metric;

  TableJson(Study study, StudyResult result, String metric) {
    this.study = study;
    this.result = result;
    this.metric = metric;
    this.matrix = MetricMatrix.of(result.rows(), metric);
  }

  Map<String, @Nullable Object> json() {
    List<List<String>> lines = ResultTable.lines(result);
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < result.rows().size(); i++) {
      Row row = result.rows().get(i);
      if (row.metric().equals(metric)) {
        rows.add(row(row, lines.get(i + 1)));
      }
    }
    return Json.object(
        "metric", metric,
        "metrics", study.metrics(),
        "title", matrix.title(),
        "scale", List.of(matrix.low(), matrix.high()),
        "pretrainings", matrix.pretrainings(),
        "tasks", matrix.tasks(),
        "arms", matrix.arms().stream().map(this::arm).toList(),
        "head", shown(lines.getFirst()).stream().map(String::strip).toList(),
        "right", shown(ResultTable.right(result)),
        "rows", rows,
        "contrasts", contrasts(),
        "notes", ResultNotes.sentences(result),
        "failures", result.failures());
  }

  /** Without the column of the metric, of which there is one. */
  private static <T> List<T> shown(List<T> line) {
    List<T> fewer = new ArrayList<>(line);
    fewer.remove(METRIC);
    return fewer;
  }

  private Map<String, @Nullable Object> arm(String arm) {
    return Json.object("label", arm, "colour", matrix.colour(arm));
  }

  private Map<String, @Nullable Object> row(Row row, List<String> cells) {
    Comparison comparison = row.comparison();
    boolean empty = row.seeds() == 0;
    return Json.object(
        "pretrain", row.pretrain(),
        "arm", row.arm(),
        "task", row.task(),
        "cells", shown(cells).stream().map(String::strip).toList(),
        "figure", empty ? Figures.NONE : Figures.of(metric, row.mean(), row.summary().interval()),
        "marked", comparison != null && comparison.significant(),
        "seeds", row.seeds(),
        "planned", row.planned(),
        "fill", empty ? null : matrix.fill(row),
        "ink", empty ? null : matrix.ink(row));
  }

  private @Nullable Object contrasts() {
    if (result.contrasts().isEmpty()) {
      return null;
    }
    List<List<String>> lines =
        ContrastTable.lines(result).stream()
            .map(line -> line.stream().map(String::strip).toList())
            .toList();
    return Json.object(
        "head", lines.getFirst(),
        "right", ContrastTable.RIGHT,
        "rows", lines.subList(1, lines.size()));
  }
}
