using PortOrchestrator.ConfigParsers.Discovery;

namespace PortOrchestrator.ConfigParsers.Tests.Discovery;

[Platform("Linux,MacOsX")]
internal sealed class ActualCaseTests
{
    private static readonly string[] Disk = ["/Users", "/Users/Me", "/Users/Me/Shop", "/Users/Me/Both", "/Users/Me/both", "/Users/Me/both/x"];

    [TestCase("/users/me/shop", "/Users/Me/Shop")]
    [TestCase("/USERS/ME", "/Users/Me")]
    [TestCase("/Users/Me/Shop", "/Users/Me/Shop")]
    [TestCase("/users/me/both/X", "/Users/Me/both/x")]
    [TestCase("/users/me/Both", "/Users/Me/Both")]
    [TestCase("/users/me/missing/Deep", "/Users/Me/missing/Deep")]
    [TestCase("/", "/")]
    public void Of_PathInAnyCase_IsWrittenAsOnDisk(string path, string expected) => Assert.That(ActualCase.Of(path, Named), Is.EqualTo(expected));

    private static IEnumerable<string> Named(string folder, string name) =>
        Disk.Where(d => Path.GetDirectoryName(d) == folder).Select(d => Path.GetFileName(d)).Where(n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
}
