using Microsoft.Extensions.Logging;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Protocol;
using PortOrchestrator.Supervision.Watching;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>
/// Has the configuration read again when one of its files changes: it starts the command that a person would give, which reads the files,
/// allocates the ports and asks for the reload. One at a time. Owned by the mailbox.
/// </summary>
/// <param name="options">What the supervisor works with.</param>
/// <param name="post">Brings a step to the mailbox.</param>
/// <param name="save">Remembers the watch beyond the life of the supervisor.</param>
/// <param name="log">The supervisor's log.</param>
internal sealed class ConfigurationReloads(SupervisorOptions options, Action<Action> post, Action<ConfigurationWatch?> save, ILogger log) : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    private ConfigurationWatch? _watch;
    private (IDisposable Files, ChangeBurst Burst)? _open;
    private ProcessIdentity? _running;
    private bool _again;
    private bool _wasTold;

    /// <summary>What snapshots tell; null when there is nothing to tell.</summary>
    public ConfigurationStatus? Status { get; private set; }

    public bool IsReloading => _running is not null;

    public bool IsWatching => _watch is not null;

    /// <summary>Begins to watch, goes on with the watch of an earlier supervisor, or ends it with null.</summary>
    public void Set(ConfigurationWatch? watch, bool isNew = true)
    {
        if (watch is null && _watch is null) return;
        _watch = watch is { Files.Count: 0 } ? watch with { Files = _watch?.Files ?? [] } : watch;
        if (isNew) save(_watch);
        Show(watch is null ? null : Status?.Problem);
        if (watch is null) End();
        else Open();
    }

    /// <summary>The files were read and what they say is done.</summary>
    public void Accept(IReadOnlyList<string> files)
    {
        if (Status?.Problem is not null) Show(null);
        Use(files);
    }

    /// <summary>The files were read, and nothing is done because of what they say.</summary>
    public void Refuse(ConfigurationReport report)
    {
        _wasTold = true;
        Log.ConfigurationRefused(log, string.Join('\n', report.Diagnostics.Select(d => d.ToString()).Prepend(report.Problem)));
        Show(report.Problem, report.Diagnostics);
        // Those of before as well: the broken file may have left out what it extends.
        Use([.. (_watch?.Files ?? []).Union(report.Files, StringComparer.Ordinal)]);
    }

    public void Dispose() => Close();

    private void Use(IReadOnlyList<string> files)
    {
        if (_watch is null || files.Count == 0 || files.SequenceEqual(_watch.Files, StringComparer.Ordinal)) return;
        _watch = _watch with { Files = files };
        save(_watch);
        Open();
        // What changed in a file before it was watched was not read.
        _again |= IsReloading;
    }

    private void Open()
    {
        var before = _open;
        _open = null;
        if (options.FileWatcher is { } watcher && _watch!.Files.Count > 0)
        {
            var burst = new ChangeBurst(Quiet, options.TimeProvider, change => post(() => Reload(change)));
            var files = new WatchDefinition { Paths = [.. _watch.Files.Select(f => new WatchedPath { Path = f })], DefaultExcludes = false };
            var request = new FileWatchRequest { Definition = files, Changed = burst.Note, Warn = text => Log.ConfigurationUnwatched(log, text) };
            _open = (watcher.Watch(request), burst);
        }

        Close(before);
    }

    private void Reload(FileChange change)
    {
        if (_watch is null) return;
        Log.ConfigurationChanged(log, change.Path ?? "a file");
        if (IsReloading) _again = true;
        else Start();
    }

    private void Start()
    {
        (_again, _wasTold) = (false, false);
        try
        {
            StatePaths.CreatePrivateFolder(options.Paths.ProjectFolder(options.Project));
            var command = options.Launcher.Launch(new LaunchRequest
            {
                Arguments = [.. options.Program, .. _watch!.Arguments],
                WorkingDirectory = _watch.WorkingDirectory,
                Environment = _watch.Environment,
                OutputPath = options.Paths.SupervisorLog(options.Project),
            });
            _running = command.Identity;
            _ = TellEndAsync(command);
        }
        catch (Exception e) when (e is LaunchException or IOException or UnauthorizedAccessException)
        {
            Show($"the configuration has changed and could not be read again: {e.Message}");
        }
    }

    private async Task TellEndAsync(LaunchedProcess command)
    {
        var code = await command.Exited.ConfigureAwait(false);
        post(() => Ended(command.Identity, code));
    }

    private void Ended(ProcessIdentity command, int code)
    {
        if (_running != command) return;
        _running = null;
        if (code != 0 && !_wasTold)
            Show($"the configuration has changed and was not applied: 'portorch reload' {RestartRule.Describe(code)}; 'portorch logs --supervisor' shows what it said");
        if (_again && _watch is not null) Start();
    }

    private void Show(string? problem, IReadOnlyList<Diagnostic>? diagnostics = null) => Status = !IsWatching && problem is null ? null : new ConfigurationStatus
    {
        IsWatched = IsWatching,
        Problem = problem,
        Diagnostics = diagnostics ?? (problem is null ? [] : Status?.Diagnostics ?? []),
        FailedAt = problem is null ? null : options.TimeProvider.GetUtcNow(),
    };

    // What is being brought down must not be started again by a reload that is under way.
    private void End()
    {
        Close();
        _again = false;
        if (_running is not { } command) return;
        _running = null;
        var kill = new TreeStopRequest { Root = command, Signal = StopSignals.Kill, Timeout = TimeSpan.Zero };
        _ = options.Stopper.StopAsync(kill, CancellationToken.None);
    }

    private void Close()
    {
        Close(_open);
        _open = null;
    }

    private static void Close((IDisposable Files, ChangeBurst Burst)? open)
    {
        open?.Files.Dispose();
        open?.Burst.Dispose();
    }
}
