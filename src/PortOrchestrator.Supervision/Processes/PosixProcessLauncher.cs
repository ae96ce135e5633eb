using PortOrchestrator.Supervision.Processes.Interop;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>
/// Starts processes with <c>posix_spawn</c>: own session, default signal handling and an empty signal mask, the soft limit of open
/// files of <see cref="LauncherOptions.OpenFiles"/>, output appended to a file that the process itself holds. Thread-safe.
/// </summary>
/// <remarks>
/// A process inherits no descriptor above 2, provided that all of this program are close-on-exec: .NET opens every file and
/// socket so; for inherited ones call <see cref="DescriptorHygiene.MarkInheritedCloseOnExec"/> first.
/// After <see cref="Dispose"/> the processes live on, and their exits are no longer reported.
/// </remarks>
public sealed class PosixProcessLauncher : IProcessLauncher
{
    private readonly object _spawn = new();
    private readonly LauncherOptions _options;
    private readonly IReaper _reaper;
    private readonly string _bootId = BootId.Read();

    /// <summary>Creates a launcher.</summary>
    /// <param name="options">How it works; the defaults when null.</param>
    /// <exception cref="LaunchException">This system has no POSIX processes.</exception>
    public PosixProcessLauncher(LauncherOptions? options = null)
    {
        if (OperatingSystem.IsWindows())
            throw new LaunchException("Services cannot be started on Windows by this version. Run it on Linux, macOS or in WSL.");
        _options = options ?? new LauncherOptions();
        _reaper = _options.Scope == ReapScope.AllChildren
            ? new AllChildrenReaper(_spawn, _bootId, _options)
            : new OwnChildrenReaper();
    }

    /// <inheritdoc/>
    public LaunchedProcess Launch(LaunchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Validate(request);
        var file = ProgramFinder.Find(request);
        var output = request.OutputPath is null ? "/dev/null" : Path.GetFullPath(request.OutputPath);
        var error = request.ErrorPath is null ? null : Path.GetFullPath(request.ErrorPath);
        var terminal = request.Terminal is { } size ? PseudoTerminal.Open(size) : null;
        try
        {
            return Spawn(request, file, output, error, terminal);
        }
        catch
        {
            terminal?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<int>? FindChild(ProcessIdentity process) => _reaper.Find(process);

    /// <inheritdoc/>
    public void HoldExits()
    {
        // Whoever collects does so under this lock.
        lock (_spawn) _reaper.Held = true;
    }

    /// <inheritdoc/>
    public void ReleaseExits() => _reaper.Held = false;

    /// <inheritdoc/>
    public void Dispose() => _reaper.Dispose();

    private LaunchedProcess Spawn(LaunchRequest request, string file, string output, string? error, PseudoTerminal? terminal)
    {
        using var plan = new SpawnPlan(request.WorkingDirectory, output, error, terminal?.Path, request.ReadyDescriptor);
        using var arguments = new Utf8Vector(request.Arguments);
        using var environment = Utf8Vector.Of(request.Environment);

        var tag = InstanceTag.Of(request.Environment.GetValueOrDefault(ServiceVariables.Instance));

        // The exit of a process must not be collected before it is known, and our own limits are lowered meanwhile.
        lock (_spawn)
        {
            int pid, code;
            using (new SoftLimitScope(Libc.OpenFilesResource, (ulong)_options.OpenFiles))
            using (new SoftLimitScope(Libc.RealTimeResource, tag))
                code = plan.Run(file, arguments, environment, out pid);
            if (code != 0) throw LaunchFailure.Create(request, file, code);
            // Still there even if it has ended already: nobody has collected it.
            var identity = new ProcessIdentity(pid, ProcessStat.Read(pid)?.StartTime ?? 0, _bootId);
            return new LaunchedProcess(identity, _reaper.Register(pid)) { Terminal = terminal };
        }
    }

    private static void Validate(LaunchRequest request)
    {
        if (request.Arguments.Count == 0 || request.Arguments[0].Length == 0)
            throw new LaunchException("Cannot start a service without a program. Give it a command.");
        if (!Directory.Exists(request.WorkingDirectory))
            throw new LaunchException($"Cannot start '{request.Arguments[0]}': its folder '{request.WorkingDirectory}' does not exist. Create it or correct 'working_dir'.");
        if (request.Arguments.Any(a => a.Contains('\0')))
            throw new LaunchException($"Cannot start '{request.Arguments[0]}': an argument contains a NUL character. Remove it.");
        foreach (var (name, value) in request.Environment)
        {
            if (name.Length == 0 || name.Contains('=') || name.Contains('\0') || value.Contains('\0'))
                throw new LaunchException($"Cannot start '{request.Arguments[0]}': the environment variable '{name.Replace("\0", "\\0", StringComparison.Ordinal)}' has an invalid name or a NUL character in its value. Correct it in 'env'.");
        }
    }
}
