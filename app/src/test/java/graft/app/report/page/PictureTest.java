package graft.app.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import graft.app.report.chart.Chart;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureTest {
  @TempDir Path folder;

  private BufferedImage drawn(int width, int height, String elements) throws IOException {
    Path file = folder.resolve("figure.png");
    Picture.write(new Chart("figure", "A figure", "", width, height, elements), file);
    return ImageIO.read(file.toFile());
  }

  @Test
  void aFigureMayHaveThousandsOfElements() throws IOException {
    String box = "<rect x=\"0\" y=\"0\" width=\"5\" height=\"5\" fill=\"#ff0000\"/>\n";
    BufferedImage image = drawn(10, 10, box.repeat(5000));
    assertThat(image.getWidth()).isEqualTo(20);
    assertThat(image.getRGB(4, 4)).isEqualTo(0xffff0000);
    assertThat(image.getRGB(15, 15)).isEqualTo(0xffffffff);
  }

  @Test
  void anEnormousFigureIsDrawnAtItsOwnSize() throws IOException {
    assertThat(drawn(10, 2_000_000, "").getWidth()).isEqualTo(10);
  }
}
