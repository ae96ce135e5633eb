using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Commands.Sessions;
using PortOrchestrator.Host.Rendering;

namespace PortOrchestrator.Host.Commands;

/// <summary>Reads a command line, runs its command, and turns every failure into a message and an exit code.</summary>
internal sealed class CommandLineApplication(
    ITerminal terminal, IOrchestratorFactory orchestrators, ISignalSource signals, StatePaths paths, TimeProvider time)
{
    private const int BrokenPipe = 32;

    public async Task<int> RunAsync(IReadOnlyList<string> tokens)
    {
        // Also when the command line cannot be read, a caller that asked for JSON gets JSON.
        var options = tokens.TakeWhile(t => t != "--").ToList();
        var (json, verbose) = (options.Contains(CommonOptions.Json.Name), options.Contains(CommonOptions.Verbose.Name));
        using var interruption = new Interruption(signals);
        try
        {
            return await RunAsync(new CommandLineParser(CommandTree.Root).Parse(tokens), interruption).ConfigureAwait(false);
        }
        catch (IOException e) when (IsBrokenPipe(e))
        {
            return ExitCode.Success;
        }
        catch (Exception e)
        {
            return Report(e, interruption.Token.IsCancellationRequested, json, verbose);
        }
    }

    private async Task<int> RunAsync(Invocation invocation, Interruption interruption)
    {
        var (path, command, arguments) = invocation;
        if (arguments.Has(CommonOptions.Help))
        {
            terminal.Out.Write(HelpText.Of(path, command, command == CommandTree.Root));
            return ExitCode.Success;
        }

        var context = new CommandContext(arguments, terminal, orchestrators, signals, interruption, paths, time);
        try
        {
            return await command.RunAsync!(context, interruption.Token).ConfigureAwait(false);
        }
        catch (UsageException e) when (e.CommandPath is null)
        {
            throw new UsageException(e.Message, e.Hint) { CommandPath = path };
        }
    }

    private int Report(Exception exception, bool interrupted, bool json, bool verbose)
    {
        if (exception is OperationCanceledException && interrupted)
        {
            if (!json) terminal.Error.Write("Interrupted. What was started goes on; 'portorch ps' shows it, 'portorch down' stops it.\n");
            return ExitCode.Interrupted;
        }

        var report = FailureExplanation.Of(exception, paths);
        if (verbose) report = report with { Hints = [.. report.Hints, $"exception: {FailureExplanation.Types(exception)}"] };
        try
        {
            ErrorWriter.Write(terminal, report, json);
        }
        catch (IOException e) when (IsBrokenPipe(e))
        {
            // Nobody reads any more; the exit code still tells.
        }

        return ExitCode.From(report.Code);
    }

    private static bool IsBrokenPipe(IOException e) => !OperatingSystem.IsWindows() && (e.HResult & 0xFFFF) == BrokenPipe;
}
