using PortOrchestrator.Host.CommandLine;

namespace PortOrchestrator.Host.Tests.CommandLine;

public class ArgumentReaderTests
{
    private static readonly OptionSpec Option = new("--it", "It.") { ValueName = "X" };

    [TestCase("30", 30)]
    [TestCase("0.5", 0.5)]
    public void Seconds_Number_IsRead(string text, double expected) => Assert.That(With(text).Seconds(Option)!.Value.TotalSeconds, Is.EqualTo(expected));

    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("1e9")]
    [TestCase("soon")]
    [TestCase("NaN")]
    public void Seconds_Else_IsRefused(string text) => Assert.That(() => With(text).Seconds(Option), Throws.TypeOf<UsageException>().With.Message.Contains(text));

    [TestCase("0-3", 0, 3)]
    [TestCase("2", 2, 2)]
    [TestCase("1-2", 1, 2)]
    public void Tiers_Range_IsRead(string text, int first, int last) => Assert.That(With(text).Tiers(Option), Is.EqualTo((first, last)));

    [TestCase("4")]
    [TestCase("2-1")]
    [TestCase("0-")]
    [TestCase("1-2-3")]
    public void Tiers_Else_IsRefused(string text) => Assert.That(() => With(text).Tiers(Option), Throws.TypeOf<UsageException>());

    [TestCase("0")]
    [TestCase("70000")]
    [TestCase("+80")]
    [TestCase("web")]
    public void Port_OutOfRange_IsRefused(string text) =>
        Assert.That(() => With(text).Port(Option), Throws.TypeOf<UsageException>().With.Message.Contains("1 to 65535"));

    [Test]
    public void Choice_UnknownWord_NamesTheKnownOnes() => Assert.That(
        () => With("sctp").Choice(Option, PortProtocol.Tcp), Throws.TypeOf<UsageException>().With.Message.EndsWith("one of tcp, udp."));

    [Test]
    public void Choice_Number_IsRefused() => Assert.That(() => With("1").Choice(Option, PortProtocol.Tcp), Throws.TypeOf<UsageException>());

    [Test]
    public void Pattern_BrokenExpression_IsRefused() => Assert.That(() => With("a(").Pattern(Option), Throws.TypeOf<UsageException>());

    [TestCase("90s", "2026-01-31T09:28:30Z")]
    [TestCase("10m", "2026-01-31T09:20:00Z")]
    [TestCase("2h", "2026-01-31T07:30:00Z")]
    [TestCase("1d", "2026-01-30T09:30:00Z")]
    [TestCase("1h30m", "2026-01-31T08:00:00Z")]
    [TestCase("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z")]
    public void When_AgeOrMoment_IsRead(string text, string expected)
    {
        var time = new FixedTime(new DateTimeOffset(2026, 1, 31, 9, 30, 0, TimeSpan.Zero));
        Assert.That(With(text).When(Option, time), Is.EqualTo(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [TestCase("yesterday")]
    [TestCase("-5m")]
    [TestCase("999999999d")]
    public void When_Else_IsRefused(string text) => Assert.That(() => With(text).When(Option, TimeProvider.System), Throws.TypeOf<UsageException>());

    private static ParsedArguments With(string text) => new(new Dictionary<OptionSpec, IReadOnlyList<string>> { [Option] = [text] }, []);

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
