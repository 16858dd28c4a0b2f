package org.hydroreplace.cli;

import java.io.PrintWriter;
import org.hydroreplace.io.UserException;
import org.hydroreplace.pipeline.Program;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program {@code hydro-replace}. */
@Command(
        name = Program.NAME,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Main.Version.class,
        description = "Matched halos, replaced fields and density maps of paired cosmological simulations.",
        footer = {
            "",
            "Exit codes: 0 done; 1 internal error; 2 wrong usage or configuration; 3 inputs unusable or memory budget too small; 4 stopped by a signal, go on with --resume, or missing found something."
        },
        subcommands = {
            RunCommand.class,
            PlanCommand.class,
            MatchCommand.class,
            ProjectCommand.class,
            ProfilesCommand.class,
            LensPlanesCommand.class,
            InspectCommand.class,
            MockCommand.class,
            DemoCommand.class,
            ResponseCommand.class,
            ReportCommand.class,
            MissingCommand.class,
            TransformCommand.class,
            BcmCommand.class
        })
public final class Main implements Runnable {
    private static final int INTERNAL_ERROR = 1;
    private static final int INPUTS_UNUSABLE = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print a stack trace with an error message.")
    private boolean debug;

    private Main() {}

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {Program.NAME + " " + Program.version() + " (commit " + Program.commit() + ")"};
        }
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "give a command: run, plan, match, project, profiles, lensplanes, inspect, mock, demo, report, missing, transform or bcm");
    }

    /** Entry point of the process. */
    public static void main(String[] arguments) {
        if (RankedCommand.isIdle(System.getenv(), arguments)) {
            return;
        }
        System.exit(execute(
                new PrintWriter(System.out, true, System.out.charset()),
                new PrintWriter(System.err, true, System.err.charset()),
                arguments));
    }

    /** Runs a command, with its results on {@code out} and its complaints on {@code err}, and returns its exit code. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        Main main = new Main();
        CommandLine line = new CommandLine(main);
        line.setOut(out);
        line.setErr(err);
        line.setParameterExceptionHandler((exception, ignored) -> usage(exception));
        line.setExecutionExceptionHandler((exception, command, ignored) -> main.failed(exception, command.getErr()));
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError e) {
            return main.fail(
                    err,
                    INPUTS_UNUSABLE,
                    "the Java heap of " + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB is too small; lower maps.grid or --threads, or raise it with HYDRO_REPLACE_JAVA_OPTIONS=-Xmx...",
                    e);
        }
    }

    private static int usage(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(Program.NAME + ": " + String.valueOf(exception.getMessage()).replace('\n', ' ') + "; see "
                + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    private int failed(Exception exception, PrintWriter err) {
        if (exception instanceof UserException known) {
            return fail(err, known.exitCode(), String.valueOf(known.getMessage()), exception);
        }
        return fail(
                err,
                INTERNAL_ERROR,
                "internal error, a bug in the program (" + exception + "); please report it with the output of --debug",
                exception);
    }

    private int fail(PrintWriter err, int code, String message, Throwable cause) {
        err.println(Program.NAME + ": " + message);
        if (debug) {
            cause.printStackTrace(err);
        }
        return code;
    }
}
