using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PortOrchestrator.Benchmarks;

/// <summary>A project in a temporary folder with a state folder of its own. Disposing stops its services and removes both.</summary>
internal sealed class Workspace : IAsyncDisposable
{
    private readonly string _portorch;
    private readonly Leftovers _leftovers;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portorch-bench-");

    public Workspace(Options options, IEnumerable<JsonObject> services)
    {
        (_portorch, _leftovers) = (options.Portorch, options.Leftovers);
        var project = new JsonObject { ["project_name"] = "bench", ["services"] = new JsonArray([.. services]) };
        File.WriteAllText(Path.Combine(_folder.FullName, ".project-services.json"), project.ToJsonString());
    }

    public string Folder => _folder.FullName;

    /// <summary>A service that listens on its port so long after its start.</summary>
    public static JsonObject Service(string name, int delayMilliseconds, params string[] dependencies) => new()
    {
        ["name"] = name,
        ["start_command"] = $"exec '{Options.TestService}' --listen $PORT --delay {delayMilliseconds}",
        ["health_check"] = "tcp://localhost:$PORT",
        ["dependencies"] = new JsonArray([.. dependencies.Select(d => (JsonNode)d)]),
    };

    public string StateFolder => Path.Combine(_folder.FullName, "state");

    /// <summary>Runs <c>portorch</c> to its end and tells how long that took, in milliseconds.</summary>
    public async Task<(double Elapsed, string Output)> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var elapsed = clock.Elapsed.TotalMilliseconds;
        if (process.ExitCode != 0) throw new InvalidOperationException($"portorch {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await errors}");
        return (elapsed, await output);
    }

    /// <summary>Starts <c>portorch</c>; its output has to be read.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(_portorch, arguments)
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PORTORCHESTRATOR_HOME"] = StateFolder;
        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(_folder.FullName, "config");
        return Process.Start(start)!;
    }

    public async Task<int> SupervisorPidAsync(CancellationToken cancellationToken)
    {
        using var document = await SnapshotAsync(cancellationToken);
        return document.RootElement.GetProperty("supervisor").GetProperty("pid").GetInt32();
    }

    /// <summary>What <c>ps</c> says.</summary>
    public async Task<JsonDocument> SnapshotAsync(CancellationToken cancellationToken) =>
        JsonDocument.Parse((await RunAsync(["ps", "--json"], cancellationToken)).Output);

    public async ValueTask DisposeAsync()
    {
        await RunAsync(["down"], CancellationToken.None);
        // What one run still tidies up must not be measured with the next.
        await SupervisorProcess.WaitUntilNoneIsOfAsync(StateFolder);
        _leftovers.Add(_folder);
    }
}
