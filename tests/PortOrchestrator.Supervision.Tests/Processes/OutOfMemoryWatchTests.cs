using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Tests.Processes;

internal sealed class OutOfMemoryWatchTests
{
    private string _root = "";

    [SetUp]
    public void CreateFolder() => _root = Directory.CreateTempSubdirectory("portorch-oom-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_root, recursive: true);

    [Test]
    public void Explain_CountOfTheControlGroupHasGrown_SaysSoOnce()
    {
        Write("proc/self/cgroup", "1:name=systemd:/x\n0::/user.slice/app\n");
        Write("sys/fs/cgroup/user.slice/app/memory.events", "low 0\noom 0\noom_kill 2\n");
        var watch = Begun();
        Assert.That(watch.Explain(), Is.Null);

        Write("sys/fs/cgroup/user.slice/app/memory.events", "low 0\noom 1\noom_kill 3\n");

        Assert.That(watch.Explain(), Does.Contain("memory"));
        Assert.That(watch.Explain(), Is.Null, "what it told of is history");
    }

    [Test]
    public void Explain_NoControlGroup_LooksAtTheMachine()
    {
        Write("proc/vmstat", "nr_free_pages 1\noom_kill 5\n");
        var watch = Begun();
        Assert.That(watch.Explain(), Is.Null);

        Write("proc/vmstat", "nr_free_pages 1\noom_kill 6\n");

        Assert.That(watch.Explain(), Does.Contain("probably"));
    }

    [Test]
    public void Explain_NothingTellsIt_SaysPerhaps() => Assert.That(Begun().Explain(), Is.EqualTo(", perhaps out of memory"));

    private OutOfMemoryWatch Begun()
    {
        var watch = new OutOfMemoryWatch(_root);
        watch.Begin();
        return watch;
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
