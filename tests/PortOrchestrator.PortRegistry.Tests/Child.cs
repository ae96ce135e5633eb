using System.Diagnostics;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>Starts this assembly as another process.</summary>
internal static class Child
{
    public static Process Start(params string[] arguments) => Process.Start(Plan(arguments))!;

    public static ProcessStartInfo Plan(params string[] arguments) => new("dotnet", [typeof(Child).Assembly.Location, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    /// <summary>Reads what it prints until it ends well.</summary>
    public static Task<string> RunAsync(string[] arguments, CancellationToken cancellationToken) => RunAsync(Plan(arguments), cancellationToken);

    /// <summary>Reads what it prints until it ends well.</summary>
    public static async Task<string> RunAsync(ProcessStartInfo plan, CancellationToken cancellationToken)
    {
        using var child = Process.Start(plan)!;
        return await EndAsync(child, cancellationToken);
    }

    /// <summary>Reads what a process still prints until it ends well.</summary>
    public static async Task<string> EndAsync(Process child, CancellationToken cancellationToken)
    {
        var errors = child.StandardError.ReadToEndAsync(cancellationToken);
        var output = await child.StandardOutput.ReadToEndAsync(cancellationToken);
        await child.WaitForExitAsync(cancellationToken);
        Assert.That(child.ExitCode, Is.Zero, await errors);
        return output;
    }

    /// <summary>Reads the next line that it prints, which it must.</summary>
    public static async Task<string> LineAsync(Process child, CancellationToken cancellationToken) =>
        await child.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new AssertionException(await child.StandardError.ReadToEndAsync(cancellationToken));
}
