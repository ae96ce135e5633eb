namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>Something that was found, before it is known what else was. Immutable.</summary>
internal sealed record Finding
{
    /// <summary>The role of the one program that a folder is about.</summary>
    public const string Application = "app";

    public required Authority Authority { get; init; }

    /// <summary>The place in the table, for findings of one authority that would exclude each other.</summary>
    public int Rank { get; init; }

    /// <summary>The folder that the program belongs to, from the root.</summary>
    public required string Folder { get; init; }

    /// <summary>What the program is to its folder; of two findings of one folder and role the stronger stays.</summary>
    public string Role { get; init; } = Application;

    /// <summary>What the service would like to be called.</summary>
    public required string Name { get; init; }

    public ServiceKind Kind { get; init; }

    public int Tier { get; init; } = 3;

    public string? Command { get; init; }

    /// <summary>Where the command runs, when that is not <see cref="Folder"/>.</summary>
    public string? WorkingFolder { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<FoundPort> Ports { get; init; } = [];

    public string? Health { get; init; }

    public required DetectionConfidence Confidence { get; init; }

    public required DetectionEvidence Evidence { get; init; }

    public string? Reason { get; init; }

    /// <summary>Folders whose programs this one starts itself.</summary>
    public IReadOnlyList<string> Starts { get; init; } = [];

    /// <summary>Whether it only starts what is found by itself, in this folder or below.</summary>
    public bool FansOut { get; init; }

    /// <summary>Whether it names something and starts nothing.</summary>
    public bool OnlyNames { get; init; }

    public IReadOnlyList<string> ComposeFiles { get; init; } = [];

    public string? ComposeService { get; init; }

    public IReadOnlyList<string> ComposeProfiles { get; init; } = [];

    /// <summary>The names by which the same file calls what must be ready first.</summary>
    public IReadOnlyList<string> Dependencies { get; init; } = [];
}
