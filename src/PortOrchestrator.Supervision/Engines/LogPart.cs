using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Engines;

/// <summary>Adds to a service's log what is missing of a part of an engine's log.</summary>
internal sealed class LogPart(ServiceSpec spec, IEngineCommands commands)
{
    /// <summary>Reads the part and appends what was not copied yet.</summary>
    /// <param name="read">The command that prints the part.</param>
    /// <param name="copied">How many of its first bytes were copied before.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<LogPartOutcome> AppendAsync(EngineCall read, LogLengths copied, CancellationToken cancellationToken)
    {
        var (output, error) = (spec.LogPath + ".part", spec.ErrorLogPath is { } path ? path + ".part" : null);
        try
        {
            // Left by a supervisor that was killed.
            Remove();
            var answer = await commands.RunAsync(read with { OutputPath = output, ErrorPath = error }, cancellationToken).ConfigureAwait(false);
            if (!answer.Success) return LogPartOutcome.Unreadable;
            var part = LogLengths.Of(output, error);
            if (part.Output < copied.Output || part.Error < copied.Error) return LogPartOutcome.Shorter;
            if (part.Output > copied.Output) Append(output, spec.LogPath, copied.Output);
            if (error is not null && part.Error > copied.Error) Append(error, spec.ErrorLogPath!, copied.Error);
            return LogPartOutcome.Appended;
        }
        finally
        {
            Remove();
        }

        void Remove()
        {
            File.Delete(output);
            if (error is not null) File.Delete(error);
        }
    }

    private static void Append(string part, string log, long from)
    {
        using var source = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var target = new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        source.Seek(Math.Max(0, from), SeekOrigin.Begin);
        source.CopyTo(target);
    }
}
