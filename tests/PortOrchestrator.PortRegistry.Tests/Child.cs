using System.Diagnostics;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>Starts this assembly as another process.</summary>
internal static class Child
{
    public static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(Child).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    /// <summary>Reads what it prints until it ends well.</summary>
    public static async Task<string> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using var child = Start(arguments);
        var errors = child.StandardError.ReadToEndAsync(cancellationToken);
        var output = await child.StandardOutput.ReadToEndAsync(cancellationToken);
        await child.WaitForExitAsync(cancellationToken);
        Assert.That(child.ExitCode, Is.Zero, await errors);
        return output;
    }
}
