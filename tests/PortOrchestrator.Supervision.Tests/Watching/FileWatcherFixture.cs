using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using PortOrchestrator.Supervision.Watching;

namespace PortOrchestrator.Supervision.Tests.Watching;

/// <summary>A real watcher on a real folder, and what it told.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Platform("Linux")]
[CancelAfter(60_000)]
internal abstract class FileWatcherFixture : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _base = Directory.CreateTempSubdirectory("portorch-watch-").FullName;
    private int _markers;

    protected FileWatcherFixture() => Directory.CreateDirectory(Root);

    protected string Root => Path.Combine(_base, "root");

    protected IFileWatcher Watcher { get; set; } = new InotifyFileWatcher(NullLogger.Instance, TimeProvider.System);

    /// <summary>What was told, relative to the folder; "?" when more changed than could be told.</summary>
    protected ConcurrentQueue<string> Changes { get; } = new();

    protected ConcurrentQueue<string> Warnings { get; } = new();

    /// <summary>Called with each change on the watcher's own thread.</summary>
    protected Action OnChange { get; set; } = () => { };

    public void Dispose()
    {
        Watcher.Dispose();
        Directory.Delete(_base, recursive: true);
    }

    /// <summary>Watches paths of the folder, all of it when none is named, and returns when that is under way.</summary>
    protected async Task<IDisposable> WatchAsync(WatchDefinition? definition = null, params string[] except)
    {
        var watch = Watcher.Watch(Request(definition ?? Definition(new WatchedPath { Path = Root }), except));
        await AnswersAsync();
        // What the test has written right before may count as written since.
        Changes.Clear();
        return watch;
    }

    protected FileWatchRequest Request(WatchDefinition definition, params string[] except) => new()
    {
        Definition = definition,
        Except = except,
        Changed = Note,
        Warn = Warnings.Enqueue,
    };

    protected static WatchDefinition Definition(params WatchedPath[] paths) => new() { Paths = paths };

    protected string At(string name) => Path.Combine(Root, name);

    protected string Write(string name, string text = "x")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
        return At(name);
    }

    /// <summary>Waits until a change of a file was told.</summary>
    protected Task HeardAsync(string name) => UntilAsync(() => Changes.Contains(name), $"a change of {name}; heard: {string.Join(", ", Changes)}");

    /// <summary>Waits until everything that has happened so far was told: what one queue says later, it has heard later.</summary>
    protected async Task AnswersAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_base, $"marker-{++_markers}")).FullName;
        var heard = new TaskCompletionSource();
        using var watch = Watcher.Watch(new FileWatchRequest
        {
            Definition = Definition(new WatchedPath { Path = folder }),
            Changed = _ => heard.TrySetResult(),
            Warn = _ => heard.TrySetResult(),
        });
        var start = TimeProvider.System.GetTimestamp();
        for (var i = 0; !heard.Task.IsCompleted; i++)
        {
            Assert.That(TimeProvider.System.GetElapsedTime(start), Is.LessThan(Patience), "the watcher answers");
            await File.WriteAllTextAsync(Path.Combine(folder, $"{i}"), "x");
            await Task.WhenAny(heard.Task, Task.Delay(10));
        }
    }

    protected static async Task UntilAsync(Func<bool> condition, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience) Assert.Fail("never: " + what);
            await Task.Delay(5);
        }
    }

    private void Note(string? path)
    {
        Changes.Enqueue(path is null ? "?" : Path.GetRelativePath(Root, path));
        OnChange();
    }
}
