using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.Abstractions.Tests.Diagnostics;

[TestFixture]
internal sealed class SourceLocationTests
{
    [TestCase(12, 7, "services.json:12:7")]
    [TestCase(12, 0, "services.json:12")]
    [TestCase(0, 0, "services.json")]
    public void ToString_OfAPlace_LeavesOutWhatIsUnknown(int line, int column, string expected) =>
        Assert.That(new SourceLocation("services.json", line, column).ToString(), Is.EqualTo(expected));
}
