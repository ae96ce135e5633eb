using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Tests.Processes;

[Platform("Linux")]
public sealed class SignalNamesTests
{
    [TestCase("SIGTERM", 15)]
    [TestCase("term", 15)]
    [TestCase("15", 15)]
    [TestCase(" sigusr1 ", 10)]
    [TestCase("WINCH", 28)]
    public void TryParse_KnownSignal_GivesNumber(string text, int expected)
    {
        Assert.That(SignalNames.TryParse(text, out var number), Is.True);
        Assert.That(number, Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase(null)]
    [TestCase("SIGNOTHING")]
    [TestCase("0")]
    [TestCase("65")]
    [TestCase("-9")]
    public void TryParse_Other_IsRefused(string? text) => Assert.That(SignalNames.TryParse(text, out _), Is.False);

    [Test]
    public void ToName_EveryNumber_ReadsBack()
    {
        for (var number = 1; number <= 31; number++)
        {
            var name = SignalNames.ToName(number);
            if (!name.StartsWith("SIG", StringComparison.Ordinal)) continue;
            Assert.That(SignalNames.TryParse(name, out var back) ? back : 0, Is.EqualTo(number), name);
        }

        Assert.That(SignalNames.ToName(40), Is.EqualTo("signal 40"));
    }
}
