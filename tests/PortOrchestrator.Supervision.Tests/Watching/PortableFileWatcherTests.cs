using PortOrchestrator.Supervision.Watching;

namespace PortOrchestrator.Supervision.Tests.Watching;

/// <summary>What is used where there is no inotify works on Linux as well.</summary>
internal sealed class PortableFileWatcherTests : FileWatcherFixture
{
    public PortableFileWatcherTests() => Watcher = new PortableFileWatcher();

    [Test]
    public async Task Watch_Folder_TellsOfWhatCounts()
    {
        Directory.CreateDirectory(At("node_modules"));
        await WatchAsync(Definition(new WatchedPath { Path = Root, Include = ["*.js"] }));

        Write("node_modules/a.js");
        Write("a.txt");
        Write("b.js");
        await HeardAsync("b.js");

        Assert.That(Changes, Is.All.EqualTo("b.js"));
    }

    [Test]
    public async Task Watch_OneFile_TellsOfIt()
    {
        Write("a");
        await WatchAsync(Definition(new WatchedPath { Path = At("a") }));

        Write("b");
        Write("a", "y");

        await HeardAsync("a");
        Assert.That(Changes, Is.All.EqualTo("a"));
    }

    [Test]
    public void Watch_FolderThatDoesNotExist_IsToldOf()
    {
        using var watch = Watcher.Watch(new FileWatchRequest
        {
            Definition = Definition(new WatchedPath { Path = At("x/y/z") }),
            Changed = _ => { },
            Warn = Warnings.Enqueue,
        });

        Assert.That(Warnings.Single(), Does.Contain("cannot be watched"));
    }
}
