using PortOrchestrator.Host.CommandLine;

namespace PortOrchestrator.Host.Commands.Completion;

/// <summary>
/// <c>portorch complete -- WORD…</c>, which the scripts of <see cref="ShellScripts"/> call: prints what the last word may become, one
/// candidate a line, with a tab and its description. The line <c>:files</c> asks the shell for files.
/// </summary>
internal static class CompleteCommand
{
    // Somebody waits for it with a finger on the key.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public static CommandSpec Spec { get; } = new("complete", "Print what the last word of a command line may become.")
    {
        IsHidden = true,
        Positional = new PositionalSpec("WORD", "The words behind 'portorch', the last one as far as it is written.", Minimum: 1) { MayBeEmpty = true },
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var words = context.Arguments.Positionals;
        var line = PartialLine.Read(CommandTree.Root, [.. words.SkipLast(1)]);
        var candidates = await new Candidates(context, line, words[^1]).FindAsync(Names, cancellationToken).ConfigureAwait(false);
        foreach (var (value, description) in candidates.Values) context.Terminal.Out.Write(description.Length == 0 ? value + "\n" : $"{value}\t{description}\n");
        if (candidates.AskForFiles) context.Terminal.Out.Write(":files\n");
        return ExitCode.Success;

        async Task<IReadOnlyList<(string, string)>> Names(Func<CancellationToken, Task<IReadOnlyList<(string, string)>>> query)
        {
            using var limit = new CancellationTokenSource(Limit, context.Time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                return await query(both.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is PortOrchestratorException or IOException or UnauthorizedAccessException or OperationCanceledException)
            {
                // A project that cannot be read has no names to offer, and a shell no place for a message.
                return [];
            }
        }
    }
}
