using System.Diagnostics;
using System.Globalization;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>Runs <see cref="ChildProgram"/>.</summary>
internal static class ChildProcess
{
    public static Process Start(string registryFile, string project, int count)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[typeof(ChildProcess).Assembly.Location, registryFile, project, count.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end and returns the ports that it was given, in order.</summary>
    public static async Task<List<int>> RunAsync(string registryFile, string project, int count, CancellationToken cancellationToken)
    {
        using var child = Start(registryFile, project, count);
        var errors = child.StandardError.ReadToEndAsync(cancellationToken);
        var output = await child.StandardOutput.ReadToEndAsync(cancellationToken);
        await child.WaitForExitAsync(cancellationToken);
        Assert.That(child.ExitCode, Is.Zero, await errors);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
    }
}
