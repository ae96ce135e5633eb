using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch doctor</c>.</summary>
internal static class DoctorCommand
{
    public static CommandSpec Spec { get; } = new("doctor", "Look at everything the program relies on; change nothing.")
    {
        Notes = ["Ends with 1 when something is wrong."],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var machine = await context.OpenMachineAsync(readOnly: true, cancellationToken).ConfigureAwait(false);
        await using var _ = machine.ConfigureAwait(false);
        var findings = await machine.DiagnoseAsync(cancellationToken).ConfigureAwait(false);
        if (context.Json)
            JsonOutput.Write(context.Terminal, [.. findings.Select(FindingDocument.From)], HostJsonContext.Legible.IReadOnlyListFindingDocument);
        else Write(context.Terminal, findings);
        return findings.Any(f => f.Severity == DiagnosticSeverity.Error) ? ExitCode.Failure : ExitCode.Success;
    }

    private static void Write(ITerminal terminal, IReadOnlyList<DoctorFinding> findings)
    {
        var style = terminal.OutStyle;
        var width = findings.Select(f => DisplayWidth.Of(f.Subject)).DefaultIfEmpty(0).Max();
        foreach (var finding in findings)
        {
            var (word, paint) = finding.Severity switch
            {
                DiagnosticSeverity.Error => ("error  ", (Func<string, string>)style.Bad),
                DiagnosticSeverity.Warning => ("warning", style.Busy),
                _ => ("ok     ", style.Good),
            };
            terminal.Out.Write($"{paint(word)}  {DisplayWidth.Pad(finding.Subject, width)}  {finding.Message}\n");
            if (finding.Hint is { } hint) terminal.Out.Write($"{new string(' ', width + 11)}{style.Dim(hint)}\n");
        }
    }
}
