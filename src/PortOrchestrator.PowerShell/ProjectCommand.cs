using System.Management.Automation;
using PortOrchestrator.PowerShell.Completion;
using PortOrchestrator.PowerShell.Errors;
using PortOrchestrator.PowerShell.Loading;

namespace PortOrchestrator.PowerShell;

/// <summary>A cmdlet that works on projects: those of paths, a registered one by name, or the one of the current location.</summary>
public abstract partial class ProjectCommand : AsyncCommand
{
    private protected ProjectCommand()
    {
    }

    /// <summary>Folders of projects; wildcards allowed.</summary>
    /// <value>The default value is empty: the current location.</value>
    [Parameter]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Folders of projects, taken as they are written.</summary>
    /// <value>The default value is empty: the current location.</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "ProjectPath", "Root")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The name of a registered project, or a folder.</summary>
    /// <value>The default value is <see langword="null"/>: the project of the path.</value>
    [Parameter]
    [ArgumentCompleter(typeof(ProjectNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    /// <summary>The machine's own services, of <c>machine-services.json</c>, instead of a project's.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    [Parameter]
    public SwitchParameter Machine { get; set; }

    /// <summary>Configuration files to use instead of the discovered ones, merged in order.</summary>
    /// <value>The default value is empty: discover.</value>
    [Parameter]
    public string[] File { get; set; } = [];

    /// <summary>Files with variables for process-compose files, read instead of <c>.env</c>; later ones win.</summary>
    /// <value>The default value is empty: <c>.env</c>, if there is one.</value>
    [Parameter]
    public string[] EnvFile { get; set; } = [];

    /// <summary>The projects of the present record; a null means the one of the current location.</summary>
    private protected IReadOnlyList<string?> Projects { get; private set; } = [];

    private protected OrchestratorOptions Options { get; private set; } = null!;

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        Options = CreateOptions();
        Projects = FindProjects();
    }

    /// <summary>Opens each project and works on it. One that fails does not stop the others, unless nothing more can be done at all.</summary>
    private protected async Task EachProjectAsync(
        IReadOnlyList<string?> projects, Func<ProjectOrchestrator, string?, Task> work, CancellationToken cancellationToken)
    {
        foreach (var project in projects)
        {
            Target = project ?? Options.WorkingDirectory;
            try
            {
                var orchestrator = await ProjectOrchestrator.OpenAsync(Options with { Project = project }, cancellationToken).ConfigureAwait(false);
                await using (orchestrator.ConfigureAwait(false))
                    await work(orchestrator, project).ConfigureAwait(false);
            }
            catch (Exception e) when (projects.Count > 1 && ErrorMapper.ConcernsOneItem(e))
            {
                var record = ErrorMapper.ToRecord(e, Target);
                Post(() => WriteError(record));
            }
        }
    }

    private OrchestratorOptions CreateOptions()
    {
        var options = new OrchestratorOptions
        {
            Machine = Machine,
            Files = [.. File.Select(GetUnresolvedProviderPathFromPSPath)],
            EnvironmentFiles = [.. EnvFile.Select(GetUnresolvedProviderPathFromPSPath)],
            // The process's own current directory is not where the user is.
            WorkingDirectory = SessionState.Path.CurrentFileSystemLocation.ProviderPath,
            ProgramPath = SupervisorProgram.Find(Engine.ModuleFolder),
        };
        return LogIsWanted ? options.LogTo(Log) : options;
    }

    private IReadOnlyList<string?> FindProjects()
    {
        if (Project is not null)
        {
            if (Path.Length + LiteralPath.Length > 0 && !MyInvocation.ExpectingInput)
                throw new PortOrchestratorException(ErrorCode.InvalidArgument, "Pass either -Project or a path, not both.");
            return [Project];
        }

        if (Path.Length + LiteralPath.Length == 0) return [null];
        var wild = Path.SelectMany(p =>
            WildcardPattern.ContainsWildcardCharacters(p) ? GetResolvedProviderPathFromPSPath(p, out _).AsEnumerable() : [GetUnresolvedProviderPathFromPSPath(p)]);
        var literal = LiteralPath.Select(p => SessionState.Path.GetUnresolvedProviderPathFromPSPath(p, out _, out _));
        return [.. wild.Concat(literal).Distinct()];
    }
}
