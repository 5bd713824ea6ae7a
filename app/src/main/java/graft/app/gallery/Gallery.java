package graft.app.gallery;

import graft.procedure.Picture;
import graft.procedure.Procedures;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The gallery: a page, a chart, and pictures of what is best seen as a picture. */
final class Gallery {
  /** The page's name in the folder of the documentation. */
  static final String PAGE = "procedures.md";

  private final List<Exhibit> exhibits;

  Gallery(List<Exhibit> exhibits) {
    this.exhibits = exhibits;
  }

  /** That of all registered procedures; takes some seconds. */
  static Gallery ofRegistry() {
    return new Gallery(Procedures.entries().parallelStream().map(Exhibit::of).toList());
  }

  List<Exhibit> exhibits() {
    return exhibits;
  }

  /** The contents of the files by their paths in the folder of the documentation. */
  Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    files.put(PAGE, GalleryPage.of(exhibits));
    files.put(BitsChart.FILE, BitsChart.svg(exhibits));
    for (Exhibit exhibit : exhibits) {
      if (exhibit.procedure().picture() instanceof Picture.Grid grid) {
        files.put(GridPicture.file(exhibit), GridPicture.svg(exhibit, grid));
      }
    }
    return files;
  }
}
