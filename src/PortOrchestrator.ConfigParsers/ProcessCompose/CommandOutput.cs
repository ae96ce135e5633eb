using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using CliWrap;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Runs a command for what it prints. It counts as ended with its own process, also while one that it left behind holds its output.</summary>
/// <param name="folder">The folder it runs in.</param>
/// <param name="environment">Its variables.</param>
internal sealed class CommandOutput(string folder, IReadOnlyDictionary<string, string> environment)
{
    private const int LargestOutput = 64 * 1024;

    // The output ends with the command as a rule. Only what it left behind may hold it longer, and on a busy machine what it wrote comes late.
    private static readonly TimeSpan LateOutput = TimeSpan.FromSeconds(2);

    /// <summary>Runs a command.</summary>
    /// <param name="arguments">Program and arguments.</param>
    /// <param name="limit">The time it may take.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What it printed, or why that is of no use.</returns>
    public async Task<(string? Output, string? Problem)> ReadAsync(IReadOnlyList<string> arguments, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(limit);
        Task<int?> exit = Task.FromResult<int?>(null);
        var command = Cli.Wrap(arguments[0])
            .WithArguments(arguments.Skip(1))
            .WithWorkingDirectory(folder)
            .WithValidation(CommandResultValidation.None)
            .WithStandardOutputPipe(PipeTarget.Create((source, token) => KeepAsync(source, output, token)));
        try
        {
            using var run = command.ExecuteAsync(Fill, process => exit = WatchAsync(process, end), end.Token, CancellationToken.None);
            var result = await run.ConfigureAwait(false);
            return Judge(result.ExitCode, output);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return await exit.ConfigureAwait(false) is { } code ? Judge(code, output) : (null, $"took longer than {limit.TotalSeconds} seconds");
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            return (null, "could not be started: " + e.Message);
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await exit.ConfigureAwait(false);
        }
    }

    private static (string? Output, string? Problem) Judge(int code, MemoryStream output)
    {
        if (code != 0) return (null, $"ended with exit code {code}");
        lock (output) return (Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length).Trim(), null);
    }

    // What goes on printing must not fill the memory.
    private static async Task KeepAsync(Stream source, MemoryStream output, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        while (await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
        {
            lock (output) output.Write(buffer, 0, (int)Math.Min(read, LargestOutput - output.Length));
        }
    }

    private void Fill(ProcessStartInfo start)
    {
        start.Environment.Clear();
        foreach (var (name, value) in environment) start.Environment[name] = value;
    }

    private static async Task<int?> WatchAsync(Process process, CancellationTokenSource end)
    {
        try
        {
            await process.WaitForExitAsync(end.Token).ConfigureAwait(false);
            var code = process.ExitCode;
            await Task.Delay(LateOutput, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await end.CancelAsync().ConfigureAwait(false);
            return code;
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException)
        {
            return null;
        }
    }
}
