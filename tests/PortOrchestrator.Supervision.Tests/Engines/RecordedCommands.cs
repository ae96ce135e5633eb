using PortOrchestrator.Supervision.Engines;

namespace PortOrchestrator.Supervision.Tests.Engines;

/// <summary>Answers calls with what real programs have answered, and remembers the calls.</summary>
internal sealed class RecordedCommands : IEngineCommands
{
    private readonly List<(string Call, EngineAnswer Answer)> _answers = [];

    public List<string> Calls { get; } = [];

    /// <summary>Records an answer; of several that fit, the last one counts.</summary>
    public RecordedCommands On(string call, string output = "", string error = "", int exitCode = 0)
    {
        _answers.Add((call, new EngineAnswer(exitCode, output, error)));
        return this;
    }

    public Task<EngineAnswer> RunAsync(EngineCall call, CancellationToken cancellationToken = default)
    {
        var line = string.Join(' ', call.Arguments);
        Calls.Add(line);
        return Task.FromResult(_answers.FindLast(a => line.Contains(a.Call, StringComparison.Ordinal)).Answer ?? new EngineAnswer(null, "", $"nothing is recorded for '{line}'"));
    }
}
