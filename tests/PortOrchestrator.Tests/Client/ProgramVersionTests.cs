namespace PortOrchestrator.Tests.Client;

internal sealed class ProgramVersionTests
{
    [TestCase("0.2.0", "0.1.0")]
    [TestCase("0.10.0", "0.9.9")]
    [TestCase("1.0.0", "1.0.0-rc.1")]
    [TestCase("1.0.0-rc.10", "1.0.0-rc.9")]
    [TestCase("1.0.0-rc.1", "1.0.0-rc")]
    [TestCase("1.0.0-beta", "1.0.0-5")]
    [TestCase("1.0.1-alpha", "1.0.0")]
    public void IsNewer_LaterVersion_IsAndTheOtherIsNot(string later, string earlier)
    {
        Assert.That(ProgramVersion.IsNewer(later, earlier));
        Assert.That(ProgramVersion.IsNewer(earlier, later), Is.False);
    }

    [TestCase("1.0.0", "1.0.0")]
    [TestCase("1.0.0+abc", "1.0.0+def")]
    [TestCase("1.0.0-rc.1", "1.0.0-rc.1")]
    [TestCase("unknown", "1.0.0")]
    [TestCase("1.0.0", "unknown")]
    [TestCase("1.0.0", null)]
    [TestCase(null, "1.0.0")]
    public void IsNewer_SameOrUnknown_IsNot(string? version, string? than) => Assert.That(ProgramVersion.IsNewer(version, than), Is.False);

    [Test]
    public void Current_ThisBuild_IsAVersionWithoutItsCommit()
    {
        Assert.That(ProgramVersion.Current, Does.Match(@"^\d+\.\d+\.\d+").And.Not.Contain("+"));
    }
}
