using System.Diagnostics;
using System.Globalization;

namespace PortOrchestrator.Host.Tests.EndToEnd.Engines;

/// <summary>A program that runs as the first process of namespaces of its own, so that it touches nothing of the machine, and ends with all that it started.</summary>
internal sealed class PrivateMachine : IDisposable
{
    /// <summary>The time that what runs inside may take to come up, also on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ProgramRun _run;

    /// <param name="folder">A folder that both sides see.</param>
    /// <param name="namespaces">Which namespaces besides those of mounts and processes.</param>
    /// <param name="script">What is run inside; it ends with an <c>exec</c>.</param>
    public PrivateMachine(string folder, string[] namespaces, string script)
    {
        Folder = folder;
        var file = Path.Combine(folder, "machine.sh");
        File.WriteAllText(file, "set -e\nmount --make-rprivate /\n" + script);
        _run = new ProgramRun(new ProcessStartInfo("unshare", ["--mount", "--pid", .. namespaces, "--fork", "--mount-proc", "--kill-child", "sh", file]));
    }

    public string Folder { get; }

    public string Said => _run.Out + _run.Error;

    public bool HasEnded => _run.HasExited;

    /// <summary>The id, out here, of its first process.</summary>
    public int FirstPid
    {
        get
        {
            var children = $"/proc/{_run.Pid}/task/{_run.Pid}/children";
            return File.Exists(children) && int.TryParse(File.ReadAllText(children).Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0;
        }
    }

    /// <summary>Ends the first process, and with it all others.</summary>
    public void Dispose()
    {
        if (FirstPid is > 0 and var first)
        {
            Processes.Signal("TERM", first);
            for (var tries = 0; tries < 200 && Processes.IsAlive(first); tries++) Thread.Sleep(25);
            if (Processes.IsAlive(first)) Processes.Signal("KILL", first);
        }

        _run.Dispose();
    }
}
