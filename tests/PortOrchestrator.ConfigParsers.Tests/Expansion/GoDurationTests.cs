using System.Globalization;
using PortOrchestrator.ConfigParsers.Expansion;

namespace PortOrchestrator.ConfigParsers.Tests.Expansion;

internal sealed class GoDurationTests
{
    [TestCase("0", "00:00:00")]
    [TestCase("+0", "00:00:00")]
    [TestCase("5s", "00:00:05")]
    [TestCase("1h2m3.5s", "01:02:03.5")]
    [TestCase("-1.5h", "-01:30:00")]
    [TestCase("+5s", "00:00:05")]
    [TestCase("300ms", "00:00:00.3")]
    [TestCase("2us", "00:00:00.000002")]
    [TestCase("2\u00B5s", "00:00:00.000002")]
    [TestCase("2\u03BCs", "00:00:00.000002")]
    [TestCase("250ns", "00:00:00.0000002")]
    [TestCase(".5s", "00:00:00.5")]
    [TestCase("5.s", "00:00:05")]
    [TestCase("0.3333333333333333333h", "00:20:00")]
    [TestCase("39h9m14.425s", "1.15:09:14.425")]
    [TestCase("100000000000000000000ns", null)]
    [TestCase("9223372036854775807ns", "106751.23:47:16.8547758")]
    [TestCase("-9223372036854775808ns", "-106751.23:47:16.8547758")]
    [TestCase("9223372036854775808ns", null)]
    [TestCase("9223372036854775.807us", "106751.23:47:16.8547758")]
    [TestCase("2562048h", null)]
    [TestCase("2562047h2562047h", null)]
    [TestCase("", null)]
    [TestCase("-", null)]
    [TestCase("3", null)]
    [TestCase("s", null)]
    [TestCase(".", null)]
    [TestCase(".s", null)]
    [TestCase("1 h", null)]
    [TestCase(" 1h", null)]
    [TestCase("1d", null)]
    [TestCase("1.2.3s", null)]
    [TestCase("1h-2m", null)]
    [TestCase("++1s", null)]
    public void TryParse_Text_IsReadAsInGo(string text, string? expected)
    {
        var isRead = GoDuration.TryParse(text, out var value, out var problem);

        Assert.That(isRead ? value : (TimeSpan?)null, Is.EqualTo(expected is null ? null : TimeSpan.Parse(expected, CultureInfo.InvariantCulture)));
        Assert.That(problem, expected is null ? Is.Not.Null.And.Not.Empty : Is.Null);
    }
}
