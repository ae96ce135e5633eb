using System.Management.Automation;
using PortOrchestrator.PowerShell.Arguments;
using PortOrchestrator.PowerShell.Completion;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Gives ports back. Does not stop what listens on them.</summary>
[Cmdlet(VerbsCommon.Remove, "PortAllocation", DefaultParameterSetName = ServiceSet, SupportsShouldProcess = true)]
[OutputType(typeof(PortAllocation))]
public sealed class RemovePortAllocationCommand : PortCommand
{
    private const string ServiceSet = "Service";
    private const string PortSet = "Port";
    private const string InputSet = "InputObject";

    /// <summary>Names of services; wildcards allowed.</summary>
    [Parameter(ParameterSetName = ServiceSet, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AllocationCompleter))]
    public string[] Service { get; set; } = [];

    /// <summary>Names of the services' ports; wildcards allowed.</summary>
    /// <value>The default value is empty: every port of the service.</value>
    [Parameter(ParameterSetName = ServiceSet, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AllocationCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Port numbers, of any project unless one is named.</summary>
    [Parameter(ParameterSetName = PortSet, Mandatory = true)]
    [ValidateRange(1, 65535)]
    [ArgumentCompleter(typeof(AllocationCompleter))]
    public int[] Port { get; set; } = [];

    /// <summary>The transport protocol.</summary>
    /// <value>The default value is <see langword="null"/>: both.</value>
    [Parameter(ParameterSetName = ServiceSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = PortSet)]
    public PortProtocol? Protocol { get; set; }

    /// <summary>Allocations, as <c>Get-PortAllocation</c> writes them.</summary>
    [Parameter(ParameterSetName = InputSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public PortAllocation[] InputObject { get; set; } = [];

    /// <summary>Write the allocations that were removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var readOnly = await OpenAsync(readOnly: true, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<PortAllocation> chosen;
        await using (readOnly.ConfigureAwait(false))
            chosen = InputObject.Length > 0 ? InputObject : await FindAsync(readOnly, cancellationToken).ConfigureAwait(false);
        var agreed = new List<PortAllocation>();
        foreach (var one in chosen)
        {
            var target = $"port {one.Port} ({one.Protocol.ToString().ToLowerInvariant()}) of service '{one.Service}' in project '{one.Project}'";
            if (await ConfirmAsync(target, "Remove allocation").ConfigureAwait(false)) agreed.Add(one);
        }

        if (agreed.Count > 0) await RemoveAsync(agreed, cancellationToken).ConfigureAwait(false);
    }

    private async Task RemoveAsync(List<PortAllocation> allocations, CancellationToken cancellationToken)
    {
        var machine = await OpenAsync(readOnly: false, cancellationToken).ConfigureAwait(false);
        await using (machine.ConfigureAwait(false))
        {
            foreach (var one in allocations)
            {
                Target = one.Port;
                var query = new PortQuery
                {
                    ProjectId = one.ProjectId,
                    Checkout = one.Checkout,
                    Service = one.Service,
                    Name = one.Name,
                    Port = one.Port,
                    Protocol = one.Protocol,
                };
                var removed = await machine.Registry.ReleaseAsync(query, cancellationToken).ConfigureAwait(false);
                if (PassThru) foreach (var allocation in removed) Write(allocation);
            }
        }
    }

    private async Task<IReadOnlyList<PortAllocation>> FindAsync(MachineOrchestrator machine, CancellationToken cancellationToken)
    {
        // A number is unique on the machine; a service's name only within its checkout.
        var anywhere = ParameterSetName == PortSet && !NamesProject;
        var project = anywhere ? null : await ResolveProjectAsync(machine, register: false, cancellationToken).ConfigureAwait(false);
        var query = new PortQuery { ProjectId = project?.ProjectId, Checkout = project?.Checkout, Protocol = Protocol };
        var all = await machine.Registry.ListAsync(query, cancellationToken).ConfigureAwait(false);
        foreach (var port in Port.Where(p => all.All(a => a.Port != p)))
            Report(ErrorCode.InvalidArgument, $"Port {port} is not allocated{Where(project)}.", port);
        foreach (var name in NamePatterns.Match(Service, [.. all.Select(a => a.Service)]).Missing)
            Report(ErrorCode.ServiceNotFound, $"Service '{name}' holds no port{Where(project)}.", name);
        return [.. all.Where(a => Port.Length > 0 ? Port.Contains(a.Port) : NamePatterns.IsMatch(Service, a.Service) && NamePatterns.IsMatch(Name, a.Name))];
    }

    private static string Where(ProjectIdentity? project) => project is null ? "" : $" in project '{project.Name}' ({project.Root})";
}
