using System.Management.Automation;
using PortOrchestrator.PowerShell.Completion;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Gives a service a port that nobody else has, or returns the one it holds already.</summary>
[Cmdlet(VerbsCommon.New, "PortAllocation", DefaultParameterSetName = "Auto", SupportsShouldProcess = true)]
[OutputType(typeof(PortAllocation))]
public sealed class NewPortAllocationCommand : PortCommand
{
    /// <summary>The service's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public string Service { get; set; } = "";

    /// <summary>The port's name within the service.</summary>
    /// <value>The default value is <c>default</c>.</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = PortDefinition.DefaultName;

    /// <summary>The port to take if it is free.</summary>
    [Parameter(ParameterSetName = "Prefer", Mandatory = true)]
    [ValidateRange(1, 65535)]
    public int Prefer { get; set; }

    /// <summary>The only port that will do.</summary>
    [Parameter(ParameterSetName = "Exact", Mandatory = true)]
    [ValidateRange(1, 65535)]
    public int Exact { get; set; }

    /// <summary>The range to choose from, such as 8000-8099.</summary>
    /// <value>The default value is <see langword="null"/>: the machine's pool.</value>
    [Parameter(ParameterSetName = "Auto")]
    [Parameter(ParameterSetName = "Prefer")]
    [ValidatePattern(@"^\s*\d{1,5}\s*-\s*\d{1,5}\s*$")]
    public string? Range { get; set; }

    /// <summary>The transport protocol.</summary>
    /// <value>The default value is <see cref="PortProtocol.Tcp"/>.</value>
    [Parameter]
    public PortProtocol Protocol { get; set; }

    /// <summary>Not for good: until the owner has ended or the time has passed.</summary>
    [Parameter]
    public SwitchParameter Lease { get; set; }

    /// <summary>The process that a lease is bound to.</summary>
    /// <value>The default value is 0: this PowerShell process, or none with <see cref="TimeToLive"/>.</value>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int OwnerProcessId { get; set; }

    /// <summary>How long a lease lasts unless it is asked for again.</summary>
    /// <value>The default value is <see langword="null"/>: as long as its owner.</value>
    [Parameter]
    public TimeSpan? TimeToLive { get; set; }

    /// <summary>A lease on a port that the system chooses.</summary>
    [Parameter(ParameterSetName = "Auto")]
    public SwitchParameter Ephemeral { get; set; }

    /// <summary>How many ports in a row; they are named 0, 1 and so on, after the name when there is one.</summary>
    /// <value>The default value is 0: a single port.</value>
    [Parameter(ParameterSetName = "Auto")]
    [Parameter(ParameterSetName = "Prefer")]
    [ValidateRange(1, 1000)]
    public int BlockSize { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        Target = Service;
        PortRange? range = null;
        if (Range is not null && !PortRange.TryParse(Range, out range))
        {
            throw new PortOrchestratorException(
                ErrorCode.InvalidArgument, $"'{Range}' is not a range of ports. Write two ports from 1 to 65535, the lower first, such as 8000-8099.");
        }

        var persistence = Ephemeral ? PortPersistence.Ephemeral : Lease ? PortPersistence.Lease : PortPersistence.Stable;
        Check(persistence, range);
        if (!await ConfirmAsync($"service '{Service}', port '{Name}'{Wish()}", "Allocate port").ConfigureAwait(false)) return;
        var machine = await OpenAsync(readOnly: false, cancellationToken).ConfigureAwait(false);
        await using (machine.ConfigureAwait(false))
        {
            var project = await ResolveProjectAsync(machine, register: true, cancellationToken).ConfigureAwait(false);
            if (BlockSize > 0)
            {
                Answer(await machine.Registry.AllocateBlockAsync(Block(project, range, persistence), cancellationToken).ConfigureAwait(false));
                return;
            }

            var request = new PortRequest
            {
                Project = project,
                Service = Service,
                Name = Name,
                Protocol = Protocol,
                Mode = Exact > 0 ? PortMode.Exact : Prefer > 0 ? PortMode.Prefer : PortMode.Auto,
                Port = Exact > 0 ? Exact : Prefer > 0 ? Prefer : null,
                Range = range,
                Persistence = persistence,
                OwnerPid = Owner,
                TimeToLive = TimeToLive,
            };
            Answer(await machine.Registry.AllocateAsync(request, cancellationToken).ConfigureAwait(false));
        }
    }

    private int? Owner => OwnerProcessId > 0 ? OwnerProcessId : null;

    private void Check(PortPersistence persistence, PortRange? range)
    {
        if (persistence == PortPersistence.Stable && (Owner is not null || TimeToLive is not null))
            throw new PortOrchestratorException(ErrorCode.InvalidArgument, "-OwnerProcessId and -TimeToLive go with -Lease or -Ephemeral.");
        if (TimeToLive <= TimeSpan.Zero) throw new PortOrchestratorException(ErrorCode.InvalidArgument, $"-TimeToLive {TimeToLive} is no time; it must be longer than nothing.");
        if (Ephemeral && (range is not null || BlockSize > 0))
            throw new PortOrchestratorException(ErrorCode.InvalidArgument, "The system chooses an ephemeral port: -Range and -BlockSize do not go with -Ephemeral.");
    }

    private PortBlockRequest Block(ProjectIdentity project, PortRange? range, PortPersistence persistence) => new()
    {
        Project = project,
        Members =
        [
            .. Enumerable.Range(0, BlockSize).Select(i => new PortBlockMember
            {
                Service = Service,
                Name = PortBlockNames.Of(Name == PortDefinition.DefaultName ? null : Name, i),
                Protocol = Protocol,
                Port = i == 0 && Prefer > 0 ? Prefer : null,
            }),
        ],
        Range = range,
        Persistence = persistence,
        OwnerPid = Owner,
        TimeToLive = TimeToLive,
    };

    private void Answer(PortBlockResult result)
    {
        foreach (var line in PortDecisionText.Describe(result)) Explain(line);
        foreach (var allocation in result.Allocations) Write(allocation);
        if (result.Succeeded) return;
        var code = result.Outcome == PortOutcome.PoolExhausted ? ErrorCode.PoolExhausted : ErrorCode.PortConflict;
        Report(code, result.Reason ?? $"There is no block of {BlockSize} ports for '{Service}'.", Service);
    }

    private void Answer(PortAllocationResult result)
    {
        foreach (var line in PortDecisionText.Describe(result)) Explain(line);
        if (result.Warning is { } warning) Warn(warning);
        if (result.Allocation is { } allocation)
        {
            Write(allocation);
            return;
        }

        var code = result.Outcome switch
        {
            PortOutcome.ReservedBySystem => ErrorCode.PortReservedBySystem,
            PortOutcome.PoolExhausted => ErrorCode.PoolExhausted,
            _ => ErrorCode.PortConflict,
        };
        var message = result.Reason ?? $"Port {Exact} for service '{Service}' is held by {result.Holder?.ToString() ?? "somebody else"}.";
        Report(code, message, Exact > 0 ? Exact : Service);
    }

    private string Wish() => Exact > 0 ? $": exactly {Exact}" : Prefer > 0 ? $": {Prefer} if it is free" : "";
}
