namespace PortOrchestrator.ConfigParsers.Detection.Tables;

/// <summary>A file whose presence and words mean a service. Immutable.</summary>
/// <param name="Name">What is recognised, for people.</param>
/// <param name="Files">The files, any of them; a <c>*</c> stands for any text.</param>
/// <param name="Command">
/// The command: <c>{port}</c>, <c>{key}</c> (the key that was found), <c>{each}</c> (a folder of <see cref="Each"/>), <c>{module}</c>, <c>{variable}</c>
/// and <c>{entry}</c> (of <see cref="Entries"/>), and <c>{NAME}</c> of the runners.
/// </param>
internal sealed record Signature(string Name, IReadOnlyList<string> Files, string Command)
{
    public DetectionConfidence Confidence { get; init; } = DetectionConfidence.Script;

    public string Role { get; init; } = Finding.Application;

    /// <summary>Words of which the file has one, or keys; none when its presence is enough.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Words that the file must not have.</summary>
    public IReadOnlyList<string> NotWords { get; init; } = [];

    /// <summary>What must lie beside it, all of it.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];

    /// <summary>What must not lie beside it, nor in the folder above.</summary>
    public IReadOnlyList<string> NotNear { get; init; } = [];

    /// <summary>A folder whose folders are a service each, when they have a file: <c>cmd</c> and <c>main.go</c>.</summary>
    public (string Folder, string File)? Each { get; init; }

    /// <summary>The files that the program may begin with; the first that is there is <c>{entry}</c>.</summary>
    public IReadOnlyList<string> Entries { get; init; } = [];

    /// <summary>The fact of the entry whose value is <c>{variable}</c>.</summary>
    public string? Variable { get; init; }

    /// <summary>The port that it listens on by itself; null when that is not known.</summary>
    public int? Port { get; init; }

    /// <summary>The variable that it takes its port from; <c>PORT</c>, unless the command has it.</summary>
    public string PortVariable { get; init; } = "PORT";

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public HealthRule? Health { get; init; }

    /// <summary>How it is told its port, for people.</summary>
    public string? Injection =>
        Command.Contains("{port}", StringComparison.Ordinal) ? "argument" : Environment.Count > 0 ? Environment.First().Key : Port is null ? null : PortVariable;
}
