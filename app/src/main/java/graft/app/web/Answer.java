package graft.app.web;

import graft.app.report.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Answers in their forms. */
final class Answer {
  private Answer() {}

  static void json(Context request, Object value) {
    request.contentType("application/json; charset=utf-8").result(Json.text(value));
  }

  static void html(Context request, Page page) {
    request
        .header("Cache-Control", "no-cache")
        .contentType("text/html; charset=utf-8")
        .result(page.html());
  }

  /** A file of ours, to be saved under that name unless it is a picture. */
  static void file(Context request, Path file, String name) throws IOException {
    String type = type(name);
    if (type.startsWith("image/svg")) {
      // Pictures have a style sheet inside.
      request.header(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'");
    }
    String how =
        request.queryParam("save") != null || !type.startsWith("image/") ? "attachment" : "inline";
    request.header("Content-Disposition", how + "; filename=\"" + name + "\"").contentType(type);
    InputStream in = Files.newInputStream(file);
    request.result(in);
  }

  private static String type(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "csv" -> "text/csv; charset=utf-8";
      case "md", "tex" -> "text/plain; charset=utf-8";
      case "html" -> "text/html; charset=utf-8";
      case "svg" -> "image/svg+xml";
      case "png" -> "image/png";
      default -> "application/octet-stream";
    };
  }
}
