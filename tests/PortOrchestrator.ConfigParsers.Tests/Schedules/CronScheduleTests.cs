using System.Globalization;
using PortOrchestrator.ConfigParsers.Schedules;

namespace PortOrchestrator.ConfigParsers.Tests.Schedules;

internal sealed class CronScheduleTests
{
    // 2026-03-10 is a Tuesday.
    [TestCase("* * * * *", "2026-03-10T10:20:30Z", "2026-03-10T10:21:00Z", "2026-03-10T10:22:00Z")]
    [TestCase("*/15 * * * *", "2026-03-10T10:20:30Z", "2026-03-10T10:30:00Z", "2026-03-10T10:45:00Z")]
    [TestCase("5/20 * * * *", "2026-03-10T10:20:30Z", "2026-03-10T10:25:00Z", "2026-03-10T10:45:00Z", "2026-03-10T11:05:00Z")]
    [TestCase("0 9-17/4 * * MON-FRI", "2026-03-13T14:00:00Z", "2026-03-13T17:00:00Z", "2026-03-16T09:00:00Z")]
    [TestCase("0 2 * * sun,tHu", "2026-03-10T10:20:30Z", "2026-03-12T02:00:00Z", "2026-03-15T02:00:00Z")]
    [TestCase("0 2 * * 7", "2026-03-10T10:20:30Z", "2026-03-15T02:00:00Z")]
    [TestCase("0 0 1 jan,JUL *", "2026-03-10T10:20:30Z", "2026-07-01T00:00:00Z", "2027-01-01T00:00:00Z")]
    [TestCase("0 0 29 2 *", "2026-03-10T10:20:30Z", "2028-02-29T00:00:00Z")]
    [TestCase("0 0 13 * FRI", "2026-03-10T10:20:30Z", "2026-03-13T00:00:00Z", "2026-03-20T00:00:00Z", "2026-03-27T00:00:00Z", "2026-04-03T00:00:00Z", "2026-04-10T00:00:00Z", "2026-04-13T00:00:00Z")]
    [TestCase("0 0 13 * *", "2026-03-10T10:20:30Z", "2026-03-13T00:00:00Z", "2026-04-13T00:00:00Z")]
    [TestCase("0 0 13 * ?", "2026-03-10T10:20:30Z", "2026-03-13T00:00:00Z", "2026-04-13T00:00:00Z")]
    [TestCase("? ? ? ? ?", "2026-03-10T10:20:30Z", "2026-03-10T10:21:00Z")]
    [TestCase("*/20 30 10 * * *", "2026-03-10T10:30:30Z", "2026-03-10T10:30:40Z", "2026-03-11T10:30:00Z")]
    [TestCase("  0   2 * * *  ", "2026-03-10T10:20:30Z", "2026-03-11T02:00:00Z")]
    [TestCase("@yearly", "2026-03-10T10:20:30Z", "2027-01-01T00:00:00Z")]
    [TestCase("@annually", "2026-03-10T10:20:30Z", "2027-01-01T00:00:00Z")]
    [TestCase("@monthly", "2026-03-10T10:20:30Z", "2026-04-01T00:00:00Z")]
    [TestCase("@weekly", "2026-03-10T10:20:30Z", "2026-03-15T00:00:00Z")]
    [TestCase("@daily", "2026-03-10T10:20:30Z", "2026-03-11T00:00:00Z")]
    [TestCase("@midnight", "2026-03-10T10:20:30Z", "2026-03-11T00:00:00Z")]
    [TestCase("@hourly", "2026-03-10T10:20:30Z", "2026-03-10T11:00:00Z")]
    [TestCase("@every 1h30m", "2026-03-10T10:20:30Z", "2026-03-10T11:50:30Z", "2026-03-10T13:20:30Z")]
    [TestCase("@every 10ms", "2026-03-10T10:20:30Z", "2026-03-10T10:20:31Z")]
    public void Next_Schedule_GivesItsTimes(string text, string after, params string[] expected)
    {
        var schedule = CronSchedule.Parse(text).Schedule!;

        Assert.That(Times(schedule, after, expected.Length), Is.EqualTo(expected.Select(Time)));
    }

    // Winter UTC+1, summer UTC+2; forward on 2026-03-29 at 02:00, back on 2026-10-25 at 03:00.
    [TestCase("0 2 * * *", "Europe/Berlin", "2026-07-01T10:00:00Z", "2026-07-02T00:00:00Z")]
    [TestCase("0 2 * * *", "America/New_York", "2026-07-01T10:00:00Z", "2026-07-02T06:00:00Z")]
    [TestCase("30 2 * * *", "Europe/Berlin", "2026-03-28T10:00:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z")]
    [TestCase("30 2 * * *", "Europe/Berlin", "2026-10-24T10:00:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [TestCase("*/30 * * * *", "Europe/Berlin", "2026-10-25T00:20:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:00:00Z")]
    [TestCase("CRON_TZ=Asia/Tokyo 0 9 * * *", null, "2026-07-01T10:00:00Z", "2026-07-02T00:00:00Z")]
    [TestCase("TZ=Asia/Tokyo @daily", null, "2026-07-01T10:00:00Z", "2026-07-01T15:00:00Z")]
    public void Next_TimeZone_Counts(string text, string? zone, string after, params string[] expected)
    {
        var schedule = CronSchedule.Parse(text, zone).Schedule!;

        Assert.That(Times(schedule, after, expected.Length), Is.EqualTo(expected.Select(Time)));
    }

    [Test]
    public void Next_NoTimeZone_TakesTheLocalOne()
    {
        var schedule = CronSchedule.Parse("0 2 * * *").Schedule!;
        var local = TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromHours(5), "x", "x");

        Assert.That(schedule.Next(Time("2026-07-01T10:00:00Z"), local), Is.EqualTo(Time("2026-07-01T21:00:00Z")));
    }

    [TestCase("", null, 0)]
    [TestCase("   ", null, 0)]
    [TestCase("* * * *", null, 0)]
    [TestCase("* * * * * * *", null, 12)]
    [TestCase("60 * * * *", null, 0)]
    [TestCase("* 24 * * *", null, 2)]
    [TestCase("0 2 0 * *", null, 4)]
    [TestCase("0 2 * 13 *", null, 6)]
    [TestCase("0 2 * * 8", null, 8)]
    [TestCase("0 2 * * MUN", null, 8)]
    [TestCase("0 a * * *", null, 2)]
    [TestCase("0 2 * * */0", null, 8)]
    [TestCase("H H * * *", null, 0)]
    [TestCase("0 0 30 2 *", null, 4)]
    [TestCase("@sometimes", null, 0)]
    [TestCase("@every 1x", null, 7)]
    [TestCase("@every", null, 0)]
    [TestCase("0 2 * * *", "Mars/Base", 0)]
    [TestCase("0 2 * * *", "../../etc/passwd", 0)]
    [TestCase("TZ=Mars/Base 0 2 * * *", null, 3)]
    [TestCase("TZ=UTC", null, 6)]
    [TestCase("TZ=UTC 99 * * * *", null, 7)]
    [TestCase("TZ=UTC 0 2 * * *", "UTC", 0)]
    public void Parse_BadSchedule_TellsThePlaceAndACure(string text, string? zone, int offset)
    {
        var result = CronSchedule.Parse(text, zone);

        Assert.That(result.IsParsed, Is.False);
        Assert.That(result.Error!.Offset, Is.EqualTo(offset));
        Assert.That((result.Error.Message, result.Error.Hint), Is.Not.EqualTo(("", "")));
    }

    [Test]
    public void Every_Interval_CountsFromTheRunBefore()
    {
        var schedule = CronSchedule.Every(TimeSpan.FromMilliseconds(1500));

        Assert.Multiple(() =>
        {
            Assert.That(schedule.Next(Time("2026-07-01T10:00:00Z"), TimeZoneInfo.Utc), Is.EqualTo(Time("2026-07-01T10:00:01.5Z")));
            Assert.That(schedule.Next(DateTimeOffset.MaxValue, TimeZoneInfo.Utc), Is.Null);
            Assert.That(schedule.Text, Is.EqualTo("@every 1.5s"));
            Assert.That(() => CronSchedule.Every(TimeSpan.Zero), Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }

    [Test]
    [CancelAfter(900_000)]
    public void Parse_MadeUpSchedules_AreReadOrRefused(CancellationToken cancellationToken) => FuzzRun.Try(
        random =>
        {
            var text = new FuzzText(random).Add("", "", "", "", "TZ=UTC ", "CRON_TZ=Asia/Tokyo ");
            if (random.Next(8) == 0) text.Add("@daily", "@every 5m", "@weekly", "@x");
            for (var n = random.Next(4, 8); n > 0; n--) text.Add("*", "?", "1", "59", "31", "MON", "JAN").Add("", "", "-5", "/2", ",3", "L", "W", "#2").Add(" ", " ", "\t", "");
            return text.Finish("0123456789*/-,?LWH#@ MONJA=");
        },
        text =>
        {
            var result = CronSchedule.Parse(text);
            if (result.IsParsed) Assert.That(result.Schedule.Next(Time("2026-07-01T10:00:00Z"), TimeZoneInfo.Utc), Is.GreaterThan(Time("2026-07-01T10:00:00Z")));
            else Assert.That(result.Error.Offset, Is.InRange(0, text.Length));
        },
        cancellationToken);

    private static List<DateTimeOffset?> Times(CronSchedule schedule, string after, int count)
    {
        var times = new List<DateTimeOffset?>();
        for (DateTimeOffset? time = Time(after); count > 0 && time is not null; count--) times.Add(time = schedule.Next(time.Value, TimeZoneInfo.Utc));
        return times;
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
