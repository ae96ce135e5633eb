using PortOrchestrator.ConfigParsers;
using PortOrchestrator.PortRegistry;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Loading;

/// <summary>What every orchestrator works with, made from its options.</summary>
internal sealed class Surroundings(OrchestratorOptions options, StatePaths paths, SettingsSource settings, IPortRegistry registry) : IAsyncDisposable
{
    private readonly Lazy<IProcessInspector> _inspector = new(ProcessInspector.ForThisSystem);

    public OrchestratorOptions Options => options;

    public StatePaths Paths => paths;

    public SettingsSource Settings => settings;

    public IPortRegistry Registry => registry;

    public ProjectLocator Locator { get; } = new(options.LoggerFactory);


    // Made when it is needed: ports and configurations are of use also where services cannot be supervised.
    public IProcessInspector Inspector => _inspector.Value;

    public string WorkingDirectory => Path.GetFullPath(options.WorkingDirectory ?? Environment.CurrentDirectory);

    public ConfigurationReader CreateReader(IReadOnlyList<ReplicaScale> scales) => new(options.LoggerFactory) { Scales = scales };

    public ProjectResolver Resolver => new(Locator, registry, WorkingDirectory);

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
}
