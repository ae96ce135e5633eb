using PortOrchestrator.Configuration;

namespace PortOrchestrator.Abstractions.Tests.Configuration;

[TestFixture]
internal sealed class PortRangeTests
{
    [TestCase("20000-28999", 20000, 28999)]
    [TestCase("1-65535", 1, 65535)]
    [TestCase("8080", 8080, 8080)]
    [TestCase("8000 - 8010", 8000, 8010)]
    [TestCase("5-5", 5, 5)]
    public void TryParse_ARange_GivesBothEnds(string text, int first, int last)
    {
        Assert.That(PortRange.TryParse(text, out var range), Is.True);
        Assert.That(range, Is.EqualTo(new PortRange(first, last)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("-")]
    [TestCase("-5")]
    [TestCase("0-10")]
    [TestCase("10-0")]
    [TestCase("9000-8000")]
    [TestCase("1-65536")]
    [TestCase("8000-8010-8020")]
    [TestCase("8000-")]
    [TestCase("80.5-90")]
    [TestCase("http-https")]
    public void TryParse_AnythingElse_IsRefused(string? text)
    {
        Assert.That(PortRange.TryParse(text, out var range), Is.False);
        Assert.That(range, Is.Null);
    }

    [Test]
    public void TryParse_WhatToStringWrites_GivesTheSameRange()
    {
        var random = new Random(20250101);
        for (var i = 0; i < 1000; i++)
        {
            var first = random.Next(1, 65536);
            var range = new PortRange(first, random.Next(first, 65536));

            Assert.That(PortRange.TryParse(range.ToString(), out var read), Is.True);
            Assert.That(read, Is.EqualTo(range));
        }
    }

    [TestCase(7999, false)]
    [TestCase(8000, true)]
    [TestCase(8010, true)]
    [TestCase(8011, false)]
    public void Contains_APort_CountsBothEnds(int port, bool expected) => Assert.That(new PortRange(8000, 8010).Contains(port), Is.EqualTo(expected));

    [Test]
    public void Count_OfARange_CountsBothEnds() => Assert.That(new PortRange(20000, 28999).Count, Is.EqualTo(9000));
}
