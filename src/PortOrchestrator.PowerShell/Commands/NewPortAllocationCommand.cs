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

        if (!await ConfirmAsync($"service '{Service}', port '{Name}'{Wish()}", "Allocate port").ConfigureAwait(false)) return;
        var machine = await OpenAsync(readOnly: false, cancellationToken).ConfigureAwait(false);
        await using (machine.ConfigureAwait(false))
        {
            var request = new PortRequest
            {
                Project = await ResolveProjectAsync(machine, register: true, cancellationToken).ConfigureAwait(false),
                Service = Service,
                Name = Name,
                Protocol = Protocol,
                Mode = Exact > 0 ? PortMode.Exact : Prefer > 0 ? PortMode.Prefer : PortMode.Auto,
                Port = Exact > 0 ? Exact : Prefer > 0 ? Prefer : null,
                Range = range,
            };
            Answer(await machine.Registry.AllocateAsync(request, cancellationToken).ConfigureAwait(false));
        }
    }

    private void Answer(PortAllocationResult result)
    {
        if (result.Warning is { } warning) Warn(warning);
        if (result.Allocation is { } allocation)
        {
            if (result.Reason is { } why) Explain(why);
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
