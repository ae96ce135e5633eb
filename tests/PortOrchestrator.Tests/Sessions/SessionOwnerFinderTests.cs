using PortOrchestrator.Sessions;

namespace PortOrchestrator.Tests.Sessions;

internal sealed class SessionOwnerFinderTests
{
    // This program first, then its ancestors; a number after the slash is another process group.
    [TestCase(false, "claude systemd", 1)]
    [TestCase(false, "sh claude systemd", 2)]
    [TestCase(false, "timeout bash sh node init", 4)]
    [TestCase(false, "bash zsh systemd", null)]
    [TestCase(false, "claude", 1)]
    [TestCase(true, "bash/2 sshd/3", 1)]
    [TestCase(true, "bash/2 bash/2 sshd/3", 2)]
    [TestCase(true, "bash/2 bash/3 sshd/4", 1)]
    [TestCase(true, "env/2 zsh/2 sshd/3", 2)]
    [TestCase(true, "systemd/1", null)]
    public void Find_Ancestors_TellsTheOwner(bool isShell, string ancestors, int? steps)
    {
        var names = ancestors.Split(' ');
        var found = SessionOwnerFinder.Find(isShell, pid =>
        {
            var index = pid == Environment.ProcessId ? -1 : pid - 1;
            if (index >= names.Length) return null;
            var name = index < 0 ? ["portorch"] : names[index].Split('/');
            return new SessionOwnerFinder.Ancestor(name[0], index + 2, name.Length > 1 ? int.Parse(name[1], null) : 0);
        });

        Assert.That(found, Is.EqualTo(steps));
    }

    [Test]
    [Platform("Linux")]
    public void Read_ThisProcess_KnowsItsParent()
    {
        var self = SessionOwnerFinder.Ancestor.Read(Environment.ProcessId);

        Assert.That(self, Is.Not.Null);
        Assert.That(SessionOwnerFinder.Ancestor.Read(self!.Parent), Is.Not.Null);
    }
}
