package graft.app.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The JSON object that a page sends, never more than {@link #MOST_BYTES} of it. */
final class Body {
  static final int MOST_BYTES = 64 << 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  private Body() {}

  /**
   * Reads it.
   *
   * @throws Refusal if it is too long or no JSON object
   */
  static JsonNode object(Context request) {
    try (InputStream in = request.bodyInputStream()) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new Refusal(413, "a change may have " + MOST_BYTES + " bytes at the most");
      }
      JsonNode json = JSON.readTree(bytes);
      if (json == null || !json.isObject()) {
        throw new Refusal(400, "a change must be a JSON object");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new Refusal(400, "a change must be a JSON object: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads an object that has nothing to say. */
  static void empty(Context request) {
    JsonNode json = object(request);
    if (!json.isEmpty()) {
      throw new Refusal(400, "unknown: " + json.fieldNames().next());
    }
  }
}
