using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Rendering;

/// <summary>Writes an <see cref="ErrorReport"/>: for people to standard error, or as the documented JSON to standard output.</summary>
internal static class ErrorWriter
{
    public static void Write(ITerminal terminal, ErrorReport report, bool json)
    {
        if (json) JsonOutput.Write(terminal, ErrorDocument.From(report), HostJsonContext.Legible.ErrorDocument);
        else WriteText(terminal.Error, report, terminal.ErrorStyle, WidthOf(terminal));
    }

    /// <summary>Columns that a line of standard error may take.</summary>
    public static int WidthOf(ITerminal terminal) => terminal.ErrorIsTerminal ? terminal.ErrorSize.Columns : int.MaxValue;

    public static void WriteFailure(TextWriter writer, ServiceFailure failure, Style style)
    {
        // Most reasons name the code themselves.
        var exit = failure.ExitCode is { } code && failure.Reason?.Contains($"code {code}", StringComparison.Ordinal) != true ? $" (exit code {code})" : "";
        var optional = failure.Required ? "" : " (optional)";
        var state = style.State(failure.State, Words.Of(failure.State));
        writer.Write($"{style.Strong(failure.Service)}{optional} {state}: {failure.Reason ?? "no reason is known."}{exit}\n");
        foreach (var line in failure.LastLines) writer.Write($"  {style.Dim("|")} {Printable.Line(line)}\n");
        if (failure.LogPath is { } log && failure.State != ServiceState.Skipped) writer.Write($"  log: {log}\n");
    }

    private static void WriteText(TextWriter writer, ErrorReport report, Style style, int width)
    {
        DiagnosticRenderer.Write(writer, report.Diagnostics ?? [], style, width);
        writer.Write($"{style.Bad("error:")} {report.Message}\n");
        foreach (var conflict in report.Conflicts ?? []) writer.Write($"{conflict.Message}\n");
        foreach (var failure in report.Failures ?? []) WriteFailure(writer, failure, style);
        foreach (var hint in report.Hints) writer.Write(hint + "\n");
    }
}
