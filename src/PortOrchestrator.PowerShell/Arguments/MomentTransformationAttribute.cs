using System.Management.Automation;
using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.PowerShell.Arguments;

/// <summary>Reads a moment; a text such as <c>10m</c> and a time span are how long ago it was, and PowerShell reads everything else.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MomentTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            TimeSpan ago => TimeProvider.System.GetUtcNow() - ago.Duration(),
            string text when LogAge.Parse(text) is { } ago => TimeProvider.System.GetUtcNow() - ago,
            _ => inputData,
        };
    }
}
