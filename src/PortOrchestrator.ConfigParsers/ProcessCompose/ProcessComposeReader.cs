using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Keys;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Reads a set of process-compose files: what they extend, their variables, and all of them merged.</summary>
internal sealed class ProcessComposeReader(DiagnosticBag diagnostics, ReadingOptions options)
{
    /// <summary>Whether the project has commands in <c>env_cmds</c> that were not run.</summary>
    public bool HasPendingCommands { get; private set; }

    /// <summary>The commands of <c>env_cmds</c>, by variable.</summary>
    public IReadOnlyDictionary<string, string> VariableCommands { get; private set; } = new Dictionary<string, string>();

    /// <summary>Whether every process of the files is in the definition, so that names that are missing there are missing indeed.</summary>
    public bool IsComplete { get; private set; }

    public async Task<ProjectDefinition> ReadAsync(string root, IReadOnlyList<MapNode> named, CancellationToken cancellationToken)
    {
        var folder = options.Folder ?? named[0].Place.File.Folder;
        var settings = await CallerSettings.ReadAsync(folder, options.Environment, named[0].Place.File.Path, diagnostics, cancellationToken).ConfigureAwait(false);
        var dotEnvironment = await DotEnvironmentAsync(folder, settings, cancellationToken).ConfigureAwait(false);
        var scope = new VariableScope(dotEnvironment, settings.Find);
        var files = await new FileChain(diagnostics, scope.Find).LoadAsync(named, cancellationToken).ConfigureAwait(false);
        await AddResultsAsync(files, scope, folder, settings.Over(dotEnvironment), cancellationToken).ConfigureAwait(false);

        var maps = files.Select(f => Read(f, scope)).ToList();
        var isStrict = maps.Exists(m => new Fields(m).Flag("is_strict") == true);
        var shapes = new ShapeValidator(diagnostics, isStrict);
        foreach (var map in maps) shapes.Check(map, ProcessComposeKeys.Project, "the file");
        var merged = Inherited(maps.Aggregate(new ProcessMerger(diagnostics).Merge));
        var parser = new ProcessComposeParser(diagnostics, folder, scope, dotEnvironment, settings, options.Scales);
        var definition = await parser.ParseAsync(root, merged, isStrict, cancellationToken).ConfigureAwait(false);
        IsComplete = IsWhole(merged, definition);
        return definition with { Files = [.. files.Select(f => Path.GetFullPath(f.Map.Place.File.Path))] };
    }

    private async Task<IReadOnlyDictionary<string, string>> DotEnvironmentAsync(string folder, CallerSettings settings, CancellationToken cancellationToken)
    {
        if (settings.IsOn(SettingVariables.DisableDotEnvironment) && options.EnvironmentFiles.Count == 0) return new Dictionary<string, string>();
        return await new DotEnvironment(diagnostics).ReadAsync(folder, options.EnvironmentFiles, cancellationToken).ConfigureAwait(false);
    }

    private async Task AddResultsAsync(
        IReadOnlyList<ChainedFile> files,
        VariableScope scope,
        string folder,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken)
    {
        var commands = new EnvironmentCommands(diagnostics);
        foreach (var file in files) commands.Add(file.Map, ReaderOf(file.Map, scope));
        VariableCommands = commands.Texts;
        if (!options.RunCommands)
        {
            foreach (var name in commands.Names) scope.AddResult(name, null);
            HasPendingCommands = commands.Names.Any();
            return;
        }

        foreach (var (name, value) in await commands.RunAsync(folder, environment, cancellationToken).ConfigureAwait(false)) scope.AddResult(name, value);
    }

    private MapNode Read(ChainedFile file, VariableScope scope)
    {
        var map = (MapNode)ReaderOf(file.Map, scope).Read(file.Map, ProcessComposeKeys.Project);
        return file.IsBase ? BaseFolders.Apply(map) : map;
    }

    private ValueReader ReaderOf(MapNode file, VariableScope scope)
    {
        var plain = new ValueReader(diagnostics, null);
        return plain.IsSet(file, "disable_env_expansion") ? plain : new ValueReader(diagnostics, scope.Find);
    }

    private MapNode Inherited(MapNode merged)
    {
        if (merged.Find("processes") is not { Value: MapNode processes } entry) return merged;
        var inherited = entry with { Value = new ProcessInheritance(diagnostics, processes).Apply() };
        return new MapNode(merged.Place, [.. merged.Entries.Select(e => e.Key == entry.Key ? inherited : e)]);
    }

    private static bool IsWhole(MapNode merged, ProjectDefinition definition)
    {
        var found = definition.Services.Select(s => s.ReplicaOf ?? s.Name).ToHashSet(StringComparer.Ordinal);
        return merged.Find("processes") is not { Value: MapNode processes } || processes.Entries.All(e => found.Contains(e.Key));
    }
}
