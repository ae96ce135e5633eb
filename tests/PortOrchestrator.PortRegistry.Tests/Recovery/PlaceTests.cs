using System.Diagnostics;
using System.Runtime.Versioning;

namespace PortOrchestrator.PortRegistry.Tests.Recovery;

/// <summary>Folders that are missing, closed, somebody else's, or elsewhere than they seem.</summary>
[Platform("Linux")]
[SupportedOSPlatform("linux")]
[CancelAfter(60_000)]
internal sealed class PlaceTests : RecoveryFixture
{
    [Test]
    public async Task OpenAsync_UserWithoutAHome_SaysWhatToSet(CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess) Assert.Ignore("Only the administrator can become a user without a home.");
        OtherUser.Own(Folder);
        var plan = WithoutAHome(OtherUser.Plan("use"));

        var output = await Child.RunAsync(plan, cancellationToken);

        Assert.That(output, Does.StartWith("RegistryUnavailable ").And.Contain("PORTORCHESTRATOR_HOME"));
        Assert.That(Directory.EnumerateFileSystemEntries(Folder), Is.Empty, "the current folder is not the user's");
    }

    [Test]
    public async Task OpenAsync_HomeThatCannotBeMade_SaysWhereAndWhatToSet(CancellationToken cancellationToken)
    {
        var plan = WithoutAHome(OtherUser.Plan("use"));
        plan.Environment["HOME"] = "/proc/nowhere";

        var output = await Child.RunAsync(plan, cancellationToken);

        Assert.That(output, Does.StartWith("RegistryUnavailable ").And.Contain("'/proc/nowhere/.local/state/portorchestrator/registry.db'").And.Contain("PORTORCHESTRATOR_HOME"));
    }

    [Test]
    public async Task OpenAsync_FolderIsReadOnly_CanBeReadAndSaysWhyNotWritten(CancellationToken cancellationToken)
    {
        var given = await AllocateAndCloseAsync();
        OtherUser.Own(Folder);
        File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            var read = await Child.RunAsync(OtherUser.Plan("read", RegistryFile), cancellationToken);
            var use = await Child.RunAsync(OtherUser.Plan("use", RegistryFile), cancellationToken);

            Assert.That(read, Does.StartWith($"Read web:{given.Port}\n"));
            Assert.That(use, Does.StartWith("RegistryUnavailable ").And.Contain(RegistryFile).And.Contain("writable"));
        }
        finally
        {
            File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Test]
    public async Task OpenAsync_FolderIsReadOnlyAndAWriterWasKilled_ReadsWhatItWasTold(CancellationToken cancellationToken)
    {
        var (child, port) = await StartHolderAsync(cancellationToken);
        child.Kill();
        await child.WaitForExitAsync(cancellationToken);
        child.Dispose();
        File.Delete(RegistryFile + "-shm");
        OtherUser.Own(Folder);
        File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.That(await Child.RunAsync(OtherUser.Plan("read", RegistryFile), cancellationToken), Does.StartWith($"Read web:{port}\n"));
        }
        finally
        {
            File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Test]
    public async Task OpenAsync_RootInAUsersFolder_LocksTheUserNotOut(CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess) Assert.Ignore("Only root can do this to somebody.");
        OtherUser.Own(Folder);
        var state = Path.Combine(Folder, "state", "portorchestrator");
        var file = Path.Combine(state, "registry.db");
        var registry = await OpenAsync(Options with { Path = file });
        var port = (await registry.AllocateAsync(Some.Request(), cancellationToken)).Allocation!.Port;

        var whileOpen = await Child.RunAsync(OtherUser.Plan("use", file), cancellationToken);
        await registry.DisposeAsync();
        var afterwards = await Child.RunAsync(OtherUser.Plan("use", file), cancellationToken);

        Assert.That((whileOpen, afterwards), Is.EqualTo(($"Existing web:{port}\nmode wal\n", $"Existing web:{port}\nmode wal\n")));
        Assert.That(File.Exists(file + ".bak"), Is.True);
        Assert.That(
            Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories).Select(OtherUser.OwnerOf), Is.All.EqualTo($"{OtherUser.Id}:{OtherUser.Id}"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task OpenAsync_LinksInThePath_AllAgreeOnTheFile(bool toTheFile)
    {
        var real = Directory.CreateDirectory(Path.Combine(Folder, "real")).FullName;
        var link = Path.Combine(Folder, "link");
        if (toTheFile) File.CreateSymbolicLink(link, "real/registry.db");
        else Directory.CreateSymbolicLink(link, "real");
        var through = await OpenAsync(AllFree(), options: Options with { Path = toTheFile ? link : Path.Combine(link, "registry.db") });
        var given = await through.AllocateAsync(Some.Request());
        var straight = await OpenAsync(AllFree(), options: Options with { Path = Path.Combine(real, "registry.db") });
        var read = await OpenAsync(Options with { Path = toTheFile ? link : Path.Combine(link, "registry.db"), ReadOnly = true });

        Assert.That(await straight.ListAsync(), Is.EqualTo([given.Allocation]));
        Assert.That(await read.ListAsync(), Is.EqualTo([given.Allocation]));
        Assert.That((await straight.AllocateAsync(Some.Request("api"))).Allocation!.Port, Is.Not.EqualTo(given.Allocation!.Port));
        Assert.That(Directory.GetFiles(Folder, "*-wal"), Is.Empty, "beside the link");
    }

    [Test]
    public void OpenAsync_CircleOfLinks_SaysSo()
    {
        var link = Path.Combine(Folder, "a");
        Directory.CreateSymbolicLink(link, Path.Combine(Folder, "b"));
        Directory.CreateSymbolicLink(Path.Combine(Folder, "b"), link);

        foreach (var readOnly in (bool[])[false, true])
        {
            var error = Assert.ThrowsAsync<RegistryException>(() => OpenAsync(Options with { Path = Path.Combine(link, "registry.db"), ReadOnly = readOnly }));
            Assert.That(error!.Message, Does.Contain("circle of symbolic links"));
        }
    }

    [Test]
    public async Task AllocateAsync_FromAContainerThatSharesTheFolder_KeepsApartAndIsNotTakenForDead(CancellationToken cancellationToken)
    {
        string[] container = ["--pid", "--fork", "--mount-proc", "--kill-child"];
        if (OtherUser.Run("unshare", [.. container, "true"]) != 0) Assert.Ignore("Nobody may make a pid namespace here.");
        var registry = await OpenAsync();
        var mine = await registry.AllocateAsync(Some.Request() with { Persistence = PortPersistence.Lease }, cancellationToken);
        var plan = Child.Plan("lease", RegistryFile);
        var command = (string[])[.. container, plan.FileName, .. plan.ArgumentList];
        plan.FileName = "unshare";
        plan.ArgumentList.Clear();
        foreach (var argument in command) plan.ArgumentList.Add(argument);

        var theirs = (await Child.RunAsync(plan, cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.That(theirs, Has.Length.EqualTo(2));
        Assert.That(theirs[0], Is.Not.EqualTo(mine.Allocation!.Port.ToString()));
        Assert.That(theirs[1], Is.EqualTo("pruned 0"), "from there, this process cannot be seen");
        Assert.That(await registry.PruneAsync(cancellationToken: cancellationToken), Is.Empty, "from here, that process cannot be seen, though it has ended");
        Assert.That((await registry.ListAsync(cancellationToken: cancellationToken)).Select(a => a.Port.ToString()), Is.EquivalentTo([$"{mine.Allocation.Port}", theirs[0]]));
    }

    private ProcessStartInfo WithoutAHome(ProcessStartInfo plan)
    {
        plan.WorkingDirectory = Folder;
        foreach (var variable in (string[])["HOME", "XDG_STATE_HOME", "PORTORCHESTRATOR_HOME"]) plan.Environment.Remove(variable);
        return plan;
    }
}
