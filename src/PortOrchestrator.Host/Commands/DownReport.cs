using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Commands;

/// <summary>Tells what a stop did; shared by the commands that stop services.</summary>
internal static class DownReport
{
    public static int Write(CommandContext context, DownResult result)
    {
        if (context.Json)
        {
            JsonOutput.Write(context.Terminal, DownDocument.From(result), HostJsonContext.Legible.DownDocument);
            return ExitCode.Success;
        }

        WriteText(context, result, prefix: "");
        return ExitCode.Success;
    }

    public static void WriteText(CommandContext context, DownResult result, string prefix)
    {
        foreach (var left in result.LeftRunning) context.Notice($"{prefix}left running: {left}");
        context.Warn(result.Stubborn.Select(s => prefix + s));
        var stopped = result.Stopped.Count == 0 ? "Nothing was running." : $"Stopped {Words.Count(result.Stopped.Count, "service")}: {Words.List(result.Stopped)}.";
        context.Terminal.Out.Write($"{prefix}{stopped}\n");
    }
}
