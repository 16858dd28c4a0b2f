import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.hydroreplace.grid.CellRows;
import org.hydroreplace.grid.FourierGrid;
import org.hydroreplace.grid.Precision;

/** One line of "cpu wall" seconds a repeat: {@code FftBench <dimensions> <side> <precision> <threads> <repeats>}. */
final class FftBench {
    public static void main(String[] args) throws Exception {
        int side = Integer.parseInt(args[1]);
        int threads = Integer.parseInt(args[3]);
        FourierGrid grid = new FourierGrid(Integer.parseInt(args[0]), side, Precision.valueOf(args[2]));
        CellRows noise = (row, cells) -> {
            SplittableRandom random = new SplittableRandom(row);
            for (int k = 0; k < cells.length; k++) {
                cells[k] = random.nextDouble();
            }
        };
        var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (int repeat = 0; repeat < Integer.parseInt(args[4]); repeat++) {
            double mean = grid.fill(noise, threads);
            long cpu = process.getProcessCpuTime();
            long wall = System.nanoTime();
            grid.forward(1 / mean, -1, threads);
            System.out.println((process.getProcessCpuTime() - cpu) / 1e9 + " " + (System.nanoTime() - wall) / 1e9);
        }
    }
}
