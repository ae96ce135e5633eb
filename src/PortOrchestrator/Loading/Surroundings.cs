using PortOrchestrator.ConfigParsers;
using PortOrchestrator.PortRegistry;
using PortOrchestrator.Sessions;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Loading;

/// <summary>What every orchestrator works with, made from its options.</summary>
internal sealed class Surroundings(OrchestratorOptions options, StatePaths paths, SettingsSource settings, DeferredRegistry registry) : IAsyncDisposable
{
    private readonly Lazy<IProcessInspector> _inspector = new(ProcessInspector.ForThisSystem);
    private IReadOnlyList<string>? _namedFiles;

    public OrchestratorOptions Options => options;

    public StatePaths Paths => paths;

    public SettingsSource Settings => settings;

    public IPortRegistry Registry => registry;

    /// <inheritdoc cref="DeferredRegistry.OpenSessionsAsync"/>
    public Task<ISessionStore> OpenSessionsAsync(bool readOnly, CancellationToken cancellationToken) => registry.OpenSessionsAsync(readOnly, cancellationToken);

    public IServiceUsers Users => new DeferredServiceUsers(registry);

    public IApprovalRegistry Approvals { get; } = registry.Approvals;

    public ConfigurationReader Reader { get; } = new(options.LoggerFactory);

    public ProjectLocator Locator { get; } = new(options.LoggerFactory);

    // Made when it is needed: ports and configurations are of use also where services cannot be supervised.
    public IProcessInspector Inspector => _inspector.Value;

    public string WorkingDirectory => Path.GetFullPath(options.WorkingDirectory ?? Environment.CurrentDirectory);

    /// <summary>The absolute paths of the configuration files that were named; none when they are to be discovered.</summary>
    public IReadOnlyList<string> NamedFiles => _namedFiles ??= [.. (options.Files.Count > 0 ? options.Files : OfProcessCompose()).Select(f => Path.GetFullPath(f, WorkingDirectory))];

    /// <summary>How the configuration is read.</summary>
    /// <param name="location">The project.</param>
    /// <param name="runCommands">Whether commands of the configuration may be run.</param>
    public ReadingOptions Reading(ProjectLocation location, bool runCommands) => new()
    {
        DefaultScope = options.Machine ? ServiceScope.Machine : ServiceScope.Checkout,
        Folder = NamedFiles.Count == 0 ? location.PathFolder : ProjectFolder() ?? WorkingDirectory,
        ServicesFolder = NamedFiles.Count == 0 ? location.PathFolder : null,
        Environment = options.Environment,
        EnvironmentFiles = [.. options.EnvironmentFiles.Select(f => Path.GetFullPath(f, WorkingDirectory))],
        RunCommands = runCommands,
    };

    public ProjectResolver Resolver => new(Locator, registry, WorkingDirectory, settings);

    public static Surroundings Open(OrchestratorOptions? options, bool readOnly = false)
    {
        options ??= new OrchestratorOptions();
        var paths = options.Paths ?? StatePaths.FromEnvironment();
        var settings = new SettingsSource(
            options.SettingsFile is { } file ? Path.GetFullPath(file, Path.GetFullPath(options.WorkingDirectory ?? Environment.CurrentDirectory)) : null);
        var registryOptions = new PortRegistryOptions
        {
            ReadOnly = readOnly,
            Path = paths.RegistryFile,
            TimeProvider = options.TimeProvider,
            LoggerFactory = options.LoggerFactory,
        };
        return new Surroundings(options, paths, settings, new DeferredRegistry(registryOptions, settings));
    }

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    private string? ProjectFolder() =>
        options.Project is { } project && Path.GetFullPath(project, WorkingDirectory) is var folder && Directory.Exists(folder) ? folder : null;

    private string[] OfProcessCompose()
    {
        const string Variable = "PC_CONFIG_FILES";
        if (options.Project is not null || options.Machine) return [];
        var value = options.Environment is { } given ? given.GetValueOrDefault(Variable) : Environment.GetEnvironmentVariable(Variable);
        return (value ?? PcEnvironmentFile.Find(WorkingDirectory, Variable) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
