using System.Text.RegularExpressions;

namespace PortOrchestrator.Probes.Files;

// Passes for good once a line of this run has matched.
internal sealed class LogProbe : TimedProbe
{
    private static readonly TimeSpan MatchTime = TimeSpan.FromMilliseconds(250);

    private readonly Regex _pattern;
    private readonly List<LogTail> _tails;
    private bool _matched;

    public LogProbe(LogCheck check, ProbeContext context)
        : base(check.ToString(), ProbePace.Costly, context.TimeProvider)
    {
        _pattern = new Regex(check.Pattern, RegexOptions.CultureInvariant, MatchTime);
        _tails = [new LogTail(context.LogPath ?? throw new ArgumentException("the service has no log"), context.LogOffset)];
        if (context.ErrorLogPath is { } errors) _tails.Add(new LogTail(errors, context.ErrorLogOffset));
    }

    protected override Task<ProbeResult> AttemptAsync(CancellationToken cancellationToken)
    {
        var slow = false;
        foreach (var line in _matched ? [] : _tails.SelectMany(tail => tail.ReadLines()))
        {
            _matched = Matches(line, ref slow);
            if (_matched) break;

            // Not before the match: the line has been taken and does not come again.
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (_matched) return Task.FromResult(Success());
        return Task.FromResult(Failure(slow ? "the expression took too long on a line; simplify it" : "no line matches yet"));
    }

    private bool Matches(string line, ref bool slow)
    {
        try
        {
            return _pattern.IsMatch(line);
        }
        catch (RegexMatchTimeoutException)
        {
            slow = true;
            return false;
        }
    }
}
