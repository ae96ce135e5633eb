using System.Globalization;
using PortOrchestrator.Supervision.Watching;

namespace PortOrchestrator.Supervision.Tests.Watching;

internal sealed class InotifyFileWatcherTests : FileWatcherFixture
{
    [Test]
    public async Task Watch_FileIsWrittenCreatedMovedAndDeleted_EachIsTold()
    {
        Write("old");
        Write("moved");
        Write("deleted");
        await WatchAsync();

        File.AppendAllText(At("old"), "y");
        await HeardAsync("old");
        Write("new");
        await HeardAsync("new");
        File.Move(At("moved"), At("there"));
        await HeardAsync("moved");
        await HeardAsync("there");
        File.Delete(At("deleted"));
        await HeardAsync("deleted");
    }

    [Test]
    public async Task Watch_FileIsWrittenBeforeAnybodyListens_IsToldAllTheSame()
    {
        Write("before");
        File.SetLastWriteTimeUtc(At("before"), DateTime.UnixEpoch);
        Write("late");
        File.SetLastWriteTimeUtc(At("late"), TimeProvider.System.GetUtcNow().UtcDateTime.AddYears(1));
        Write("single");
        File.SetLastWriteTimeUtc(At("single"), DateTime.UnixEpoch);
        using var listening = new ManualResetEventSlim();
        using var busy = Watcher.Watch(new FileWatchRequest { Definition = Definition(new WatchedPath { Path = Root }), Changed = _ => listening.Wait(), Warn = _ => { } });
        await Task.Yield();
        Write("busy");

        using var watch = Watcher.Watch(Request(Definition(new WatchedPath { Path = Root, Exclude = ["busy", "single"] }, new WatchedPath { Path = At("single") })));
        Write("meanwhile");
        Write("single", "y");
        listening.Set();

        await HeardAsync("meanwhile");
        await HeardAsync("single");
        await AnswersAsync();
        Assert.That(Changes, Is.All.AnyOf("meanwhile", "single"));
    }

    [Test]
    public async Task Watch_EditorThatSavesByRename_ItsFileIsTold()
    {
        Write("app.js");
        await WatchAsync(Definition(new WatchedPath { Path = Root, Include = ["*.js"] }));

        Write("app.js.new", "changed");
        File.Move(At("app.js.new"), At("app.js"), overwrite: true);

        await HeardAsync("app.js");
        await AnswersAsync();
        Assert.That(Changes, Is.All.EqualTo("app.js"));
    }

    [Test]
    public async Task Watch_ReadAndRights_AreNoChange()
    {
        Write("a");
        await WatchAsync();

        _ = await File.ReadAllTextAsync(At("a"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(At("a"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _ = Directory.GetFiles(Root);

        await AnswersAsync();
        Assert.That(Changes, Is.Empty);
    }

    [Test]
    public async Task Watch_NewFolders_AreWatchedAndTheirFilesCount()
    {
        await WatchAsync();

        // Faster than anybody can begin to watch them.
        Write("a/b/c/first");
        await HeardAsync("a/b/c/first");
        Write("a/b/c/second");

        await HeardAsync("a/b/c/second");
    }

    [Test]
    public async Task Watch_FolderIsMovedIn_IsWatchedWithAllBelow()
    {
        await WatchAsync();
        var outside = Directory.CreateDirectory(Path.Combine(Root, "..", "outside", "deep")).Parent!.FullName;
        await File.WriteAllTextAsync(Path.Combine(outside, "deep", "file"), "x");

        Directory.Move(outside, At("in"));
        await HeardAsync("in/deep/file");
        Write("in/deep/later");

        await HeardAsync("in/deep/later");
    }

    [Test]
    public async Task Watch_FolderIsMovedWithin_IsKnownByItsNewNameOnly()
    {
        Write("before/sub/file");
        await WatchAsync();

        Directory.Move(At("before"), At("after"));
        await HeardAsync("before");
        await HeardAsync("after/sub/file");
        await AnswersAsync();
        Changes.Clear();
        Write("after/sub/file", "y");

        await HeardAsync("after/sub/file");
        await AnswersAsync();
        Assert.That(Changes, Is.All.EqualTo("after/sub/file"));
    }

    [Test]
    public async Task Watch_FolderIsMovedOut_IsWatchedNoMore()
    {
        Write("gone/file");
        await WatchAsync();
        var outside = Path.Combine(Root, "..", "outside");

        Directory.Move(At("gone"), outside);
        await HeardAsync("gone");
        await AnswersAsync();
        Changes.Clear();
        await File.WriteAllTextAsync(Path.Combine(outside, "file"), "y");

        await AnswersAsync();
        Assert.That(Changes, Is.Empty);
    }

    [Test]
    public async Task Watch_FolderIsDeletedAndMadeAgain_IsWatchedAgain()
    {
        Write("a/b/file");
        await WatchAsync();

        for (var round = 0; round < 20; round++)
        {
            Directory.Delete(At("a"), recursive: true);
            Write($"a/b/file{round}");
            await HeardAsync($"a/b/file{round}");
        }
    }

    [Test]
    public async Task Watch_TheWatchedFolderItself_IsDeletedReplacedAndMadeAgain()
    {
        await WatchAsync();

        Directory.Delete(Root, recursive: true);
        await HeardAsync(".");
        Write("first");
        await HeardAsync("first");
        Directory.Move(Root, Root + ".old");
        Write("second");
        await HeardAsync("second");
        await AnswersAsync();
        Changes.Clear();
        await File.WriteAllTextAsync(Path.Combine(Root + ".old", "first"), "y");
        await AnswersAsync();

        Assert.That(Changes, Is.Empty);
    }

    [Test]
    public async Task Watch_PathThatDoesNotExistYet_IsWatchedOnceItDoes()
    {
        await WatchAsync(Definition(new WatchedPath { Path = At("x/y/z"), Include = ["*.c"] }));

        Directory.CreateDirectory(At("x"));
        Directory.CreateDirectory(At("x/y"));
        Write("x/y/z/a.c");
        await HeardAsync("x/y/z/a.c");
        Write("x/y/z/deep/b.c");

        await HeardAsync("x/y/z/deep/b.c");
    }

    [Test]
    public async Task Watch_OneFile_IsToldHoweverItIsWrittenAndNothingBesideIt()
    {
        Write("app.conf");
        await WatchAsync(Definition(new WatchedPath { Path = At("app.conf") }));

        Write("app.conf", "y");
        await HeardAsync("app.conf");
        Write("other.conf");
        Changes.Clear();
        Write("app.conf.tmp");
        File.Move(At("app.conf.tmp"), At("app.conf"), overwrite: true);
        await HeardAsync("app.conf");
        await AnswersAsync();
        Changes.Clear();
        File.Delete(At("app.conf"));
        await HeardAsync("app.conf");
        await AnswersAsync();

        Assert.That(Changes, Is.All.EqualTo("app.conf"));
    }

    [Test]
    public async Task Watch_OneFileThatDoesNotExistYet_IsToldWhenItDoes()
    {
        await WatchAsync(Definition(new WatchedPath { Path = At("sub/.env") }));

        Write("sub/.env");

        await HeardAsync("sub/.env");
    }

    [Test]
    public async Task Watch_WhatToolsWrite_IsLeftOutUnlessItIsAskedFor()
    {
        string[] written = [".git/index", "node_modules/a/b.js", "obj/x", "src/a.js~", "src/.a.js.swp", "src/4913", "log.log"];
        foreach (var name in written) Write(name);
        await WatchAsync();

        foreach (var name in written) Write(name, "y");
        Write("src/a.js");
        await HeardAsync("src/a.js");
        await AnswersAsync();
        Assert.That(Changes, Is.All.EqualTo("src/a.js"));

        await WatchAsync(Definition(new WatchedPath { Path = Root }) with { DefaultExcludes = false });
        foreach (var name in written) Write(name, "z");
        foreach (var name in written) await HeardAsync(name);
    }

    [Test]
    public async Task Watch_ExcludedFolders_TakeUpNoWatches()
    {
        for (var i = 0; i < 50; i++) Directory.CreateDirectory(At($"gen/{i}"));
        Write("src/a");
        await WatchAsync(Definition(new WatchedPath { Path = Root, Exclude = ["gen"] }) with { MaxFolders = 2 });

        Write("gen/1/x");
        Write("src/a", "y");
        await HeardAsync("src/a");

        Assert.That(Warnings, Is.Empty);
        Assert.That(Changes, Is.All.EqualTo("src/a"));
    }

    [Test]
    public async Task Watch_MoreFoldersThanAllowed_IsToldOnceWithTheCure()
    {
        for (var i = 0; i < 9; i++) Directory.CreateDirectory(At($"{i}"));

        await WatchAsync(Definition(new WatchedPath { Path = Root }) with { MaxFolders = 4 });

        await UntilAsync(() => !Warnings.IsEmpty, "a warning");
        await AnswersAsync();
        Assert.That(Warnings.Single(), Does.StartWith("only 4 folders are watched").And.Contain("Exclude"));
    }

    [Test]
    public async Task Watch_Except_NeverCounts()
    {
        await WatchAsync(null, At("state"), At("out.txt"));

        Write("state/db");
        Write("out.txt");
        Write("counts");
        await HeardAsync("counts");
        await AnswersAsync();

        Assert.That(Changes, Is.All.EqualTo("counts"));
    }

    [Test]
    public async Task Watch_SeveralWatchesOfOneFolder_EachHearsAndEndsByItself()
    {
        var first = await WatchAsync(Definition(new WatchedPath { Path = Root, Include = ["*.a"] }));
        var second = await WatchAsync(Definition(new WatchedPath { Path = Root, Include = ["*.b"] }));
        Write("x.a");
        Write("x.b");
        await HeardAsync("x.a");
        await HeardAsync("x.b");

        first.Dispose();
        first.Dispose();
        await AnswersAsync();
        Changes.Clear();
        Write("y.a");
        Write("y.b");
        await HeardAsync("y.b");

        second.Dispose();
        await AnswersAsync();
        Assert.That(Changes, Is.All.EqualTo("y.b"));
        Changes.Clear();
        Write("z.b");
        await AnswersAsync();
        Assert.That(Changes, Is.Empty);
    }

    [Test]
    public async Task Watch_SymbolicLinks_AreNotFollowedRoundInCircles()
    {
        Write("src/a");
        Directory.CreateSymbolicLink(At("src/loop"), Root);
        await WatchAsync();

        Write("src/a", "y");
        await HeardAsync("src/a");
        await AnswersAsync();

        Assert.That(Changes, Is.All.EqualTo("src/a"));
        Assert.That(Warnings, Is.Empty);
    }

    [Test]
    public async Task Watch_QueueOverflows_CountsAsAChangeAndNewFoldersAreFound()
    {
        var most = int.Parse(await File.ReadAllTextAsync("/proc/sys/fs/inotify/max_queued_events"), CultureInfo.InvariantCulture);
        if (most > 200_000) Assert.Ignore("The system's queue is too long to be filled by a test.");
        await WatchAsync();
        using var blocked = new ManualResetEventSlim();
        OnChange = blocked.Wait;

        Write("first");
        await HeardAsync("first");
        // One file after the other, since the system joins events that are the same.
        for (var i = 0; i <= most; i++) File.WriteAllBytes(At(i % 2 == 0 ? "a" : "b"), []);
        Directory.CreateDirectory(At("late/deep"));
        OnChange = () => { };
        blocked.Set();

        await HeardAsync("?");
        await AnswersAsync();
        Write("late/deep/file");
        await HeardAsync("late/deep/file");
    }

    [Test]
    public async Task Watch_HandlerThatThrows_DoesNotEndTheOthers()
    {
        OnChange = () => throw new InvalidOperationException("made up");
        await WatchAsync();
        Write("a");
        await HeardAsync("a");

        Write("b");

        await HeardAsync("b");
    }

    [Test]
    public async Task Watch_RandomTreeChanges_EveryFileThatCountsIsTold()
    {
        await WatchAsync(Definition(new WatchedPath { Path = Root, Include = ["*.c"], Exclude = ["gen"] }));
        var random = new Random(7);
        var folders = new List<string> { "." };
        for (var step = 0; step < 400; step++)
        {
            var folder = folders[random.Next(folders.Count)];
            if (!Directory.Exists(At(folder))) continue;
            switch (random.Next(4))
            {
                case 0:
                    folders.Add(Path.Combine(folder, $"d{step}"));
                    Directory.CreateDirectory(At(folders[^1]));
                    break;
                case 1 when folder != ".":
                    folders.Add(Path.Combine(Path.GetDirectoryName(folder)!, $"m{step}"));
                    Directory.Move(At(folder), At(folders[^1]));
                    break;
                case 2 when folder != "." && random.Next(4) == 0:
                    Directory.Delete(At(folder), recursive: true);
                    break;
                default:
                    Write(Path.Combine(folder, $"f{step}.h"));
                    break;
            }
        }

        await AnswersAsync();
        foreach (var folder in folders.Where(f => Directory.Exists(At(f))))
        {
            var name = Path.GetRelativePath(Root, At(Path.Combine(folder, "last.c")));
            Write(name);
            await HeardAsync(name);
        }

        Assert.That(Changes.Where(c => c.EndsWith(".h", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void TellFull_SystemGivesNoMoreWatches_NamesTheSetting()
    {
        var limit = new FolderLimit(new FileWatchRequest { Definition = Definition(), Changed = _ => { }, Warn = Warnings.Enqueue });

        limit.TellFull("/src");
        limit.TellFull("/src/more");

        Assert.That(Warnings.Single(), Does.Contain("/src").And.Contain("sysctl fs.inotify.max_user_watches="));
    }
}
