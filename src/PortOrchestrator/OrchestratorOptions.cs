using Microsoft.Extensions.Logging;

namespace PortOrchestrator;

/// <summary>Where an orchestrator looks and what it uses. Immutable.</summary>
public sealed record OrchestratorOptions
{
    /// <summary>
    /// A directory, or the name of a registered project; with <c>/WORKTREE</c> a linked worktree of it. Also the directory that a registered checkout
    /// was last seen in, when it is gone.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: the checkout of <see cref="WorkingDirectory"/>.</value>
    public string? Project { get; init; }

    /// <summary>
    /// Whether the machine's own services are meant, those of <c>machine-services.json</c> and those that projects share on the whole machine, instead of a
    /// project's; <see cref="Project"/> and <see cref="Files"/> must not be set then.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Machine { get; init; }

    /// <summary>Configuration files to read instead of the discovered ones, merged in order.</summary>
    /// <value>The default value is empty: those of the variable <c>PC_CONFIG_FILES</c> unless <see cref="Project"/> is set, else discover.</value>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Files with variables for process-compose files, read instead of <c>.env</c>; a relative path counts from <see cref="WorkingDirectory"/>.</summary>
    /// <value>The default value is empty: <c>.env</c>, if there is one.</value>
    public IReadOnlyList<string> EnvironmentFiles { get; init; } = [];

    /// <summary>The folder that relative paths count from and that discovery starts at.</summary>
    /// <value>The default value is <see langword="null"/>: the process's current directory.</value>
    public string? WorkingDirectory { get; init; }

    /// <summary>Where state lives.</summary>
    /// <value>The default value is <see langword="null"/>: <see cref="StatePaths.FromEnvironment"/>.</value>
    public StatePaths? Paths { get; init; }

    /// <summary>The machine's settings file, read when the registry is first used; a relative path counts from <see cref="WorkingDirectory"/>.</summary>
    /// <value>
    /// The default value is <see langword="null"/>: <see cref="ConfigParsers.Settings.SettingsPath.FromEnvironment"/>, which need not exist. A file
    /// that is named here must.
    /// </value>
    public string? SettingsFile { get; init; }

    /// <summary>The <c>portorch</c> program that supervises.</summary>
    /// <value>The default value is <see langword="null"/>: <c>PORTORCH_PATH</c>, beside the assembly, then <c>PATH</c>.</value>
    public string? ProgramPath { get; init; }

    /// <summary>The environment that services inherit.</summary>
    /// <value>The default value is <see langword="null"/>: the process's.</value>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>The clock.</summary>
    /// <value>The default value is the system clock.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Makes the loggers.</summary>
    /// <value>The default value is <see langword="null"/>: nothing is logged.</value>
    public ILoggerFactory? LoggerFactory { get; init; }
}
