using PortOrchestrator.Supervision.Logs.Files;

namespace PortOrchestrator.Supervision.Tests.Logs.Files;

public sealed class GoTimeLayoutTests
{
    private static readonly DateTimeOffset Moment = new DateTimeOffset(2026, 3, 4, 15, 6, 7, 89, TimeSpan.FromHours(2)).AddTicks(1230);

    [TestCase("2006-01-02T15:04:05Z07:00", "2026-03-04T15:06:07+02:00")]
    [TestCase("2006-01-02T15:04:05.999999999Z07:00", "2026-03-04T15:06:07.089123+02:00")]
    [TestCase("3:04PM", "3:06PM")]
    [TestCase("03:04:05 pm", "03:06:07 pm")]
    [TestCase("Mon Jan _2 15:04:05 2006", "Wed Mar  4 15:06:07 2026")]
    [TestCase("Monday, 02-January-06 15:04:05 MST", "Wednesday, 04-March-26 15:06:07 +02")]
    [TestCase("02 Jan 06 15:04 -0700", "04 Mar 26 15:06 +0200")]
    [TestCase("Jan _2 15:04:05.000000", "Mar  4 15:06:07.089123")]
    [TestCase("15:04:05,00", "15:06:07,08")]
    [TestCase("1/2/06 5.0000 4", "3/4/26 7.0891 6")]
    [TestCase("__2 002 Z07", " 63 063 +02")]
    [TestCase("-07:00:00 -070000 Z070000 Z07:00:00 Z0700 -07", "+02:00:00 +020000 +020000 +02:00:00 +0200 +02")]
    [TestCase("Janus is no month, .9x nor this.05", "Janus is no month, x nor this.07")]
    [TestCase("at o'clock", "at o'clock")]
    [TestCase("", "")]
    [TestCase("UNIXMS", "1772629567089")]
    [TestCase("UNIXMICRO", "1772629567089123")]
    [TestCase("UNIXNANO", "1772629567089123000")]
    public void Format_Layout_WritesWhatGoWrites(string layout, string expected) => Assert.That(GoTimeLayout.Format(Moment, layout), Is.EqualTo(expected));

    [Test]
    public void Format_Utc_IsWrittenAsSuch() => Assert.That(
        GoTimeLayout.Format(Moment.ToUniversalTime(), "2006-01-02T15:04:05Z07:00 MST Z0700 -07:00"), Is.EqualTo("2026-03-04T13:06:07Z UTC Z +00:00"));

    [Test]
    public void Format_NoonAndMidnight_AreTwelve()
    {
        var noon = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        Assert.That(GoTimeLayout.Format(noon, "3PM"), Is.EqualTo("12PM"));
        Assert.That(GoTimeLayout.Format(noon.AddHours(-12), "03pm"), Is.EqualTo("12am"));
    }
}
