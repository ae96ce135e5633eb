using System.Diagnostics;
using PortOrchestrator.PortRegistry.Collection;

namespace PortOrchestrator.PortRegistry.Tests.Collection;

[Platform("Linux")]
internal sealed class ProcessFamilyTests
{
    [Test]
    public void IsOf_ChildOrParent_BelongsAndASiblingDoesNot()
    {
        using var child = Process.Start("sleep", "60");
        using var sibling = Process.Start("sleep", "60");
        try
        {
            var self = Environment.ProcessId;
            Assert.That(ProcessFamily.IsOf(child.Id, new HashSet<int> { self }), Is.True);
            Assert.That(ProcessFamily.IsOf(self, new HashSet<int> { child.Id }), Is.True);
            Assert.That(ProcessFamily.IsOf(child.Id, new HashSet<int> { sibling.Id }), Is.False);
            Assert.That(ProcessFamily.IsOf(1, new HashSet<int> { child.Id }), Is.False);
        }
        finally
        {
            child.Kill();
            sibling.Kill();
        }
    }
}
