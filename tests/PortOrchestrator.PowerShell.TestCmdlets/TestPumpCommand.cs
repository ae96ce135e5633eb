using System.Management.Automation;

namespace PortOrchestrator.PowerShell.TestCmdlets;

/// <summary>A cmdlet on the module's pump, to see what the pump does.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Pump", SupportsShouldProcess = true)]
public sealed class TestPumpCommand : AsyncCommand
{
    internal static TaskCompletionSource Ended { get; set; } = new();

    internal static TaskCompletionSource Started { get; set; } = new();

    internal static bool IgnoreCancellation { get; set; }

    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    [Parameter]
    public SwitchParameter Endless { get; set; }

    [Parameter]
    public string? Fail { get; set; }

    [Parameter]
    public int Count { get; set; }

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        Target = InputObject;
        try
        {
            await Parallel.ForAsync(0, Count, cancellationToken, (i, _) => { Write(i); Explain($"{i}"); return ValueTask.CompletedTask; });
            if (await ConfirmAsync("it", "Probe")) Explain("confirmed");
            if (Fail == "cancel") throw new OperationCanceledException("not ours");
            if (Fail == "wrapped") throw new AggregateException(new PortOrchestratorException(ErrorCode.ServiceFailed, "inside"));
            if (Fail is not null) throw new PortOrchestratorException(Enum.Parse<ErrorCode>(Fail), "it failed");
            Started.TrySetResult();
            for (var i = 0; Endless; i++)
            {
                Write(i);
                await Task.Delay(5, IgnoreCancellation ? CancellationToken.None : cancellationToken);
            }
        }
        finally
        {
            Ended.TrySetResult();
        }
    }
}
