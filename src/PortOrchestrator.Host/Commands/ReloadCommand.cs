using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch reload</c>.</summary>
internal static class ReloadCommand
{
    private static readonly OptionSpec NoWait = new("--no-wait", "Return as soon as the changes were begun.");
    private static readonly OptionSpec Timeout = new("--timeout", "How long the command may take.") { ValueName = "SECONDS" };

    public static CommandSpec Spec { get; } = new("reload", "Read the configuration again and bring what runs in line with it.")
    {
        Options = [NoWait, Timeout],
        Notes = ["What is gone is stopped, what has changed is restarted, what is new is started; a file with errors changes nothing."],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = new UpOptions { Wait = !context.Arguments.Has(NoWait), Timeout = context.Arguments.Seconds(Timeout) };
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        UpResult result;
        using (var progress = new ProgressView(context.Terminal, context.Json))
            result = await session.ReloadAsync(options, progress, cancellationToken).ConfigureAwait(false);
        if (UpReport.ErrorOf(result) is not null || context.Json)
            return await UpReport.WriteAsync(context, session, result, options.Wait, cancellationToken).ConfigureAwait(false);
        context.Warn(result.Warnings);
        foreach (var failure in result.Failures) ErrorWriter.WriteFailure(context.Terminal.Error, failure, context.Terminal.ErrorStyle);
        context.Terminal.Out.Write(Summary(result) + "\n");
        return result.ProjectExitCode ?? ExitCode.Success;
    }

    /// <summary>What a reload did, in one line.</summary>
    public static string Summary(UpResult result)
    {
        if (result.Outcome == UpOutcome.NothingToDo) return "Nothing runs; 'portorch up' starts it.";
        var added = result.Started.Where(s => !result.Changed.ContainsKey(s)).ToList();
        string?[] parts =
        [
            added.Count == 0 ? null : $"started {Words.List(added)}",
            result.Changed.Count == 0 ? null : $"restarted {Words.List(result.Changed.Select(c => $"{c.Key} ({c.Value})"))}",
            result.Stopped.Count == 0 ? null : $"stopped {Words.List(result.Stopped)}",
        ];
        var done = string.Join("; ", parts.OfType<string>());
        return done.Length == 0 ? "Nothing has changed that concerns what runs." : $"Reloaded: {done}.";
    }
}
