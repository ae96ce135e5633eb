using System.Management.Automation;
using PortOrchestrator.Hooks;
using PortOrchestrator.PowerShell.Loading;

namespace PortOrchestrator.PowerShell;

/// <summary>A cmdlet that changes the settings of coding agents or the start files of shells.</summary>
public abstract class SessionHookCommand : ProjectCommand
{
    private PowerShellProfile? _profile;

    private protected SessionHookCommand()
    {
    }

    /// <summary>Shells and coding agents.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Agent")]
    public HookHost[] Shell { get; set; } = [];

    /// <summary>For whom: the user, everybody who works with the repository, or the user in this checkout.</summary>
    /// <value>The default value is <see langword="null"/>: the widest that the agent has.</value>
    [Parameter(Position = 1)]
    public HookScope? Scope { get; set; }

    /// <summary>Write what was done to each file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected sealed override void Prepare()
    {
        base.Prepare();
        var path = GetVariableValue("PROFILE") switch
        {
            PSObject wrapped => wrapped.BaseObject as string,
            var value => value as string,
        };
        _profile = path is null ? null : new PowerShellProfile(GetUnresolvedProviderPathFromPSPath(path), Module);
    }

    /// <inheritdoc/>
    private protected sealed override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var project in Projects)
        {
            var hooks = new SessionHooks(Options with { Project = project });
            foreach (var host in Shell)
            {
                Target = host;
                await ChangeAsync(hooks, host, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What is asked before a file is changed.</summary>
    private protected abstract string Question { get; }

    /// <summary>Changes the file of a host, or tells what would be done.</summary>
    private protected abstract Task<HookChange> ChangeAsync(
        SessionHooks hooks, HookHost host, bool dryRun, PowerShellProfile? profile, CancellationToken cancellationToken);

    /// <summary>Does to this shell what was done to its profile.</summary>
    private protected abstract void Apply(EngineIntrinsics engine);

    // By name where it is found by name, so that the profile outlives an upgrade.
    private string Module
    {
        get
        {
            var paths = (Environment.GetEnvironmentVariable("PSModulePath") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
            var isKnown = paths.Any(p => Engine.ModuleFolder.StartsWith(System.IO.Path.TrimEndingDirectorySeparator(p) + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal));
            return isKnown ? "PortOrchestrator" : System.IO.Path.Combine(Engine.ModuleFolder, "PortOrchestrator.psd1");
        }
    }

    private async Task ChangeAsync(SessionHooks hooks, HookHost host, CancellationToken cancellationToken)
    {
        var change = await ChangeAsync(hooks, host, dryRun: true, _profile, cancellationToken).ConfigureAwait(false);
        if (change.Outcome is not (HookOutcome.AlreadyInstalled or HookOutcome.NotInstalled))
        {
            foreach (var command in change.Commands) Explain($"{host} runs: {command}");
            if (!await ConfirmAsync(change.File, Question).ConfigureAwait(false)) return;
            change = await ChangeAsync(hooks, host, dryRun: false, _profile, cancellationToken).ConfigureAwait(false);
            foreach (var note in change.Notes) Explain(note);
            if (host == HookHost.Pwsh) Post(() => Apply((EngineIntrinsics)GetVariableValue("ExecutionContext")));
        }

        if (PassThru) Write(change);
    }
}
