using System.Text.Json;
using System.Text.Json.Serialization;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Specs;

/// <summary>
/// One service instance with everything resolved: a supervisor runs it as it stands and looks nothing up.
/// Contains the complete environment, so it is only ever stored in files of mode 0600. Immutable.
/// </summary>
public sealed record ServiceSpec
{
    /// <summary>The instance's name.</summary>
    public required string Name { get; init; }

    /// <summary>The definition, its checks without variables or templates.</summary>
    public required ServiceDefinition Definition { get; init; }

    /// <summary>The replica's number.</summary>
    /// <value>The default value is 0.</value>
    public int Replica { get; init; }

    /// <summary>Program and arguments; empty for kind <see cref="ServiceKind.External"/>.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>How Docker Compose or systemd runs it; <see cref="Command"/> hands it over.</summary>
    /// <value>The default value is <see langword="null"/>: neither does.</value>
    public EngineSpec? Engine { get; init; }

    /// <summary>The command that stops what was launched: program and arguments.</summary>
    /// <value>The default value is <see langword="null"/>: there is none.</value>
    public IReadOnlyList<string>? StopCommand { get; init; }

    /// <summary>The command that asks the running process to end, instead of a signal: program and arguments.</summary>
    /// <value>The default value is <see langword="null"/>: the signal is sent.</value>
    public IReadOnlyList<string>? ShutdownCommand { get; init; }

    /// <summary>The shell for command texts of exec checks, as program and leading arguments.</summary>
    public required IReadOnlyList<string> Shell { get; init; }

    /// <summary>The complete environment.</summary>
    [JsonConverter(typeof(VariablesConverter))]
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The names of the variables that the configuration sets, as opposed to those that are inherited or tell of ports.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> ConfiguredVariables { get; init; } = [];

    /// <summary>The ports it holds.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ServicePort> Ports { get; init; } = [];

    /// <summary>The file its output is appended to.</summary>
    public required string LogPath { get; init; }

    /// <summary>The file its standard error is appended to.</summary>
    /// <value>The default value is <see langword="null"/>: <see cref="LogPath"/>.</value>
    public string? ErrorLogPath { get; init; }

    /// <summary>Who runs it already, when somebody else does: it is only probed, never started or stopped.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? ExternalHolder { get; init; }

    /// <summary>Whose supervisor runs it, when that is not the one that has this specification: there it is only followed.</summary>
    /// <value>The default value is <see langword="null"/>: the one that has it.</value>
    public ProjectIdentity? RunBy { get; init; }

    /// <summary>Whose configuration it comes from, when several share the service.</summary>
    /// <value>The default value is <see langword="null"/>: that of the checkout itself.</value>
    public ProjectIdentity? AskedBy { get; init; }

    /// <summary>What is configured otherwise than it runs, when that is known before it is followed.</summary>
    /// <value>The default value is <see langword="null"/>: nothing.</value>
    public string? Drift { get; init; }

    /// <summary>Why it must not be started although it was asked for, such as a port that is taken.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? SkipReason { get; init; }

    /// <summary>The instance whose schedule lets its runs overlap and that this is a further run of. It is forgotten when it has ended.</summary>
    /// <value>The default value is <see langword="null"/>: it is an instance of the configuration.</value>
    public string? FurtherRunOf { get; init; }

    /// <summary>Findings about its ports and environment that did not stop it.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The same, after it was read, with its environment joined with its shared part.</summary>
    /// <param name="shared">The shared variables by id.</param>
    /// <exception cref="JsonException">They lack those that it needs.</exception>
    internal ServiceSpec Linked(IReadOnlyDictionary<string, SharedVariables> shared)
    {
        if (Environment is not LayeredVariables { Shared: null } layered) return this;
        return shared.TryGetValue(layered.SharedId, out var below)
            ? this with { Environment = layered.Link(below) }
            : throw new JsonException($"the variables '{layered.SharedId}' that the environment of '{Name}' shares are missing");
    }

    /// <summary>Whether it is only probed.</summary>
    internal bool IsExternal => Definition.Kind == ServiceKind.External || ExternalHolder is not null;

    /// <summary>Whether a check decides when it is ready.</summary>
    internal bool HasCheck => Definition.Readiness is not null && Definition.Kind != ServiceKind.Task;

    /// <summary>Whether its command is known to exit and leave the service elsewhere.</summary>
    internal bool IsLauncher => Definition.Launcher is not null || Definition.Kind is ServiceKind.Daemon or ServiceKind.Compose or ServiceKind.Systemd;
}
