using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.Supervision.Tests.Logs;

public sealed class LogAgeTests
{
    [TestCase("90s", 90)]
    [TestCase("0s", 0)]
    [TestCase("10m", 600)]
    [TestCase("1h30m", 5_400)]
    [TestCase("1.5d", 129_600)]
    [TestCase("1d2h3m4.5s", 93_784.5)]
    public void Parse_Age_IsRead(string text, double seconds) => Assert.That(LogAge.Parse(text), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase("")]
    [TestCase("5")]
    [TestCase("h")]
    [TestCase("-5m")]
    [TestCase("5m3")]
    [TestCase("5 m")]
    [TestCase("5M")]
    [TestCase("1e9d")]
    [TestCase("999999d")]
    [TestCase("36000d36000d")]
    [TestCase("2026-01-31")]
    public void Parse_Else_IsNone(string text) => Assert.That(LogAge.Parse(text), Is.Null);
}
