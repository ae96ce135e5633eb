using System.Management.Automation;
using System.Management.Automation.Runspaces;
using SMA = System.Management.Automation.PowerShell;

namespace PortOrchestrator.PowerShell.Tests;

/// <summary>A PowerShell session with the module imported and a state folder of its own.</summary>
internal sealed class Shell : IDisposable
{
    private readonly string? _earlierHome = Environment.GetEnvironmentVariable("PORTORCHESTRATOR_HOME");

    public Shell(bool import = true, params SessionStateCmdletEntry[] extra)
    {
        Temp = Directory.CreateTempSubdirectory("po-shell-").FullName;
        Home = Path.Combine(Temp, "state");
        Environment.SetEnvironmentVariable("PORTORCHESTRATOR_HOME", Home);
        var state = InitialSessionState.CreateDefault2();
        state.Commands.Add(extra);
        Runspace = RunspaceFactory.CreateRunspace(state);
        Runspace.Open();
        Directory.CreateDirectory(Path.Combine(Temp, "project"));
        Runspace.SessionStateProxy.Path.SetLocation(Path.Combine(Temp, "project"));
        if (!import) return;
        var imported = Run("Import-Module -Name $args[0] -ErrorAction Stop", ModuleLayout.Manifest);
        if (imported.Terminating is { } e) throw new InvalidOperationException(e.ToString(), e.Exception);
    }

    public Runspace Runspace { get; }

    /// <summary>A folder that is removed afterwards; <c>project</c> in it is the session's location.</summary>
    public string Temp { get; }

    /// <summary>The state folder; not created.</summary>
    public string Home { get; }

    public string Project => Path.Combine(Temp, "project");

    public string Write(string name, string text)
    {
        var path = Path.Combine(Project, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public SMA Create()
    {
        var shell = SMA.Create();
        shell.Runspace = Runspace;
        return shell;
    }

    public ShellResult Run(string script, params object[] arguments)
    {
        using var shell = Create();
        // Inside a try block an error that ends only its statement ends the script, as it would for a careful caller.
        shell.AddScript($"try {{ {script} }} catch {{ throw }}");
        foreach (var argument in arguments) shell.AddArgument(argument);
        ErrorRecord? terminating = null;
        IReadOnlyList<PSObject> output = [];
        try
        {
            output = [.. shell.Invoke()];
        }
        catch (RuntimeException e)
        {
            terminating = e.ErrorRecord;
        }

        return new ShellResult(
            output,
            [.. shell.Streams.Error],
            [.. shell.Streams.Warning.Select(w => w.Message)],
            [.. shell.Streams.Verbose.Select(v => v.Message)],
            [.. shell.Streams.Progress],
            terminating);
    }

    public void Dispose()
    {
        Runspace.Dispose();
        Environment.SetEnvironmentVariable("PORTORCHESTRATOR_HOME", _earlierHome);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                Directory.Delete(Temp, recursive: true);
                break;
            }
            catch (IOException) when (attempt < 200)
            {
                // A supervisor that is ending may still renew the registry's backup.
                Thread.Sleep(25);
            }
        }
    }
}
