using System.Globalization;

namespace PortOrchestrator.Probes.Commands;

internal sealed class ExecProbe : TimedProbe
{
    private const int LongestLine = 200;

    private readonly IExecRunner _runner;
    private readonly ExecRequest _request;

    public ExecProbe(ExecCheck check, ProbeContext context)
        : base(check.ToString(), ProbePace.Costly, context.TimeProvider)
    {
        IReadOnlyList<string> arguments = check.Command.Text is { } text ? [.. context.Shell, text] : check.Command.Arguments ?? [];
        if (arguments.Count == 0 || arguments[0].Length == 0) throw new ArgumentException("the command is empty");
        if (check.Command.Text is not null && context.Shell.Count == 0) throw new ArgumentException("there is no shell to run the command text");
        _runner = context.ExecRunner ?? new CliWrapExecRunner();
        _request = new ExecRequest
        {
            Arguments = arguments,
            WorkingDirectory = Path.Combine(context.WorkingDirectory, check.WorkingDirectory ?? ""),
            Environment = context.Environment,
        };
    }

    protected override string WhenSilent => "it did not end";

    protected override async Task<ProbeResult> AttemptAsync(CancellationToken cancellationToken)
    {
        var result = await _runner.RunAsync(_request, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode == 0) return Success();
        cancellationToken.ThrowIfCancellationRequested();
        if (result.ExitCode is not { } code) return Failure($"it could not be started: {result.Error ?? "no reason given"}");
        var lines = result.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var last = lines.Length == 0 ? "" : ": " + lines[^1][..Math.Min(lines[^1].Length, LongestLine)];
        return Failure(string.Create(CultureInfo.InvariantCulture, $"exit code {code}{last}"));
    }
}
