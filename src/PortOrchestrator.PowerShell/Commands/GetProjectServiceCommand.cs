using System.Management.Automation;
using PortOrchestrator.PowerShell.Arguments;
using PortOrchestrator.PowerShell.Completion;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Gets services with state, health, process and ports.</summary>
[Cmdlet(VerbsCommon.Get, "ProjectService", DefaultParameterSetName = NameSet)]
[OutputType(typeof(ServiceSnapshot))]
public sealed class GetProjectServiceCommand : ProjectCommand
{
    private const string NameSet = "Name";
    private const string AllSet = "All";

    /// <summary>Names of services; wildcards allowed.</summary>
    /// <value>The default value is empty: every service.</value>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Only services of these tiers.</summary>
    /// <value>The default value is <see langword="null"/>: all.</value>
    [Parameter]
    [TierTransformation]
    public TierRange? Tier { get; set; }

    /// <summary>Services of every known project and checkout.</summary>
    [Parameter(ParameterSetName = AllSet, Mandatory = true)]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    private protected override Task ProcessAsync(CancellationToken cancellationToken) => All
        ? EveryProjectAsync(cancellationToken)
        : EachProjectAsync(
            Projects,
            async (project, _) => Filter(project.Measure(await project.GetSnapshotAsync(cancellationToken).ConfigureAwait(false))),
            cancellationToken);

    private async Task EveryProjectAsync(CancellationToken cancellationToken)
    {
        var machine = await MachineOrchestrator.OpenAsync(Options, readOnly: true, cancellationToken).ConfigureAwait(false);
        await using (machine.ConfigureAwait(false))
        {
            foreach (var snapshot in await machine.GetSnapshotsAsync(cancellationToken).ConfigureAwait(false))
            {
                foreach (var service in machine.Measure(snapshot).Services.Where(s => NamePatterns.IsMatch(Name, s.Name) && IsInTier(s))) Write(service);
            }
        }
    }

    private void Filter(ProjectSnapshot snapshot)
    {
        var (found, missing) = NamePatterns.Match(Name, [.. snapshot.Services.Select(s => s.Name)]);
        foreach (var name in missing)
            Report(ErrorCode.ServiceNotFound, $"There is no service '{name}' in project '{snapshot.Project}' ({snapshot.Root}).", name);
        foreach (var service in snapshot.Services.Where(s => found.Contains(s.Name) && IsInTier(s))) Write(service);
    }

    private bool IsInTier(ServiceSnapshot service) => Tier is null || (service.Tier >= Tier.First && service.Tier <= Tier.Last);
}
