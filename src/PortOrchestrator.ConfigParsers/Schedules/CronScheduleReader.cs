using Cronos;
using PortOrchestrator.ConfigParsers.Expansion;

namespace PortOrchestrator.ConfigParsers.Schedules;

/// <summary>Reads one schedule. Which part is wrong is found by giving the cron library one field at a time.</summary>
internal sealed class CronScheduleReader(string text, string? timeZone)
{
    private const string Format = "write five fields, like '*/5 9-17 * * MON-FRI' (minute, hour, day of month, month, day of week), or @daily";
    private static readonly string[] FieldNames = ["second", "minute", "hour", "day of month", "month", "day of week"];
    private static readonly string[] FieldRanges = ["0-59", "0-59", "0-23", "1-31", "1-12 or JAN-DEC", "0-6 or SUN-SAT"];

    public CronScheduleResult Read()
    {
        var rest = text.AsSpan().Trim();
        var start = text.AsSpan().IndexOf(rest);
        var zoneText = timeZone;
        foreach (var prefix in (ReadOnlySpan<string>)["CRON_TZ=", "TZ="])
        {
            if (!rest.StartsWith(prefix, StringComparison.Ordinal)) continue;
            if (!string.IsNullOrEmpty(timeZone)) return Refuse("the time zone is given twice", "remove one of the two", start);
            var end = rest.IndexOfAny(' ', '\t');
            zoneText = (end < 0 ? rest[prefix.Length..] : rest[prefix.Length..end]).ToString();
            start += end < 0 ? rest.Length : end;
            rest = end < 0 ? [] : rest[end..];
            start += rest.Length - rest.TrimStart().Length;
            rest = rest.TrimStart();
            break;
        }

        TimeZoneInfo? zone = null;
        if (!string.IsNullOrEmpty(zoneText) && !TimeZoneInfo.TryFindSystemTimeZoneById(zoneText, out zone))
        {
            var place = string.IsNullOrEmpty(timeZone) ? text.IndexOf(zoneText, StringComparison.Ordinal) : 0;
            return Refuse($"there is no time zone '{Excerpt.Of(zoneText)}'", "write a name such as Europe/Berlin, America/New_York or UTC", place);
        }

        return rest is ['@', ..] ? ReadMacro(rest.ToString(), start, zone) : ReadFields(start, zone);
    }

    private CronScheduleResult ReadMacro(string macro, int start, TimeZoneInfo? zone)
    {
        const string every = "@every ";
        if (macro.StartsWith(every, StringComparison.Ordinal))
        {
            if (!GoDuration.TryParse(macro.AsSpan(every.Length), out var interval, out var problem)) return Refuse(problem, "write @every 1h30m", start + every.Length);

            // Whole seconds, and no less than one, as the library of process-compose takes it.
            interval = TimeSpan.FromSeconds(Math.Max(Math.Floor(interval.TotalSeconds), 1));
            return new CronScheduleResult(CronSchedule.Every(interval, text), null);
        }

        var expression = macro switch
        {
            "@yearly" or "@annually" => "0 0 1 1 *",
            "@monthly" => "0 0 1 * *",
            "@weekly" => "0 0 * * 0",
            "@daily" or "@midnight" => "0 0 * * *",
            "@hourly" => "0 * * * *",
            _ => null,
        };
        return expression is null
            ? Refuse($"there is no schedule '{Excerpt.Of(macro)}'", "write @yearly, @monthly, @weekly, @daily, @hourly or @every 1h30m", start)
            : new CronScheduleResult(new CronSchedule(text, zone, [CronExpression.Parse(expression)]), null);
    }

    private CronScheduleResult ReadFields(int start, TimeZoneInfo? zone)
    {
        var places = new List<(int Start, string Field)>();
        for (var i = start; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i])) continue;
            var begin = i;
            while (i < text.Length && !char.IsWhiteSpace(text[i])) i++;
            places.Add((begin, text[begin..i]));
        }

        if (places.Count == 0) return Refuse("the schedule is empty", Format, start);
        if (places.Count is not (5 or 6)) return Refuse($"a schedule has five fields, not {places.Count}", Format, places.Count > 6 ? places[6].Start : start);
        if (places.Count == 5) places.Insert(0, (start, "0"));
        string[] fields = [.. places.Select(p => p.Field.Replace('?', '*'))];
        for (var i = 0; i < fields.Length; i++)
        {
            if (IsField(fields[i], i)) continue;
            return Refuse($"'{Excerpt.Of(places[i].Field)}' is no {FieldNames[i]}", $"write {FieldRanges[i]}, a list, a range or a step of them such as */5, or *", places[i].Start);
        }

        // Either day is enough if both are restricted; the library would ask for both.
        var eitherDay = !IsStar(fields[3]) && !IsStar(fields[5]);
        string[][] variants = eitherDay ? [[.. fields[..3], fields[3], fields[4], "*"], [.. fields[..3], "*", fields[4], fields[5]]] : [fields];
        var schedule = new CronSchedule(text, zone, [.. variants.Select(v => CronExpression.Parse(string.Join(' ', v), CronFormat.IncludeSeconds))]);
        return schedule.Next(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc) is null
            ? Refuse("no such day ever comes", "correct the day of the month or the month", places[3].Start)
            : new CronScheduleResult(schedule, null);
    }

    private static bool IsField(string field, int place)
    {
        // The library would take an H for a number of its own choice.
        if (field.Replace("THU", "", StringComparison.OrdinalIgnoreCase).Contains('H', StringComparison.OrdinalIgnoreCase)) return false;
        string[] others = ["0", "0", "0", "*", "*", "*"];
        others[place] = field;
        return CronExpression.TryParse(string.Join(' ', others), CronFormat.IncludeSeconds, out _);
    }

    private static bool IsStar(string field) => field is "*" or "*/1";

    private static CronScheduleResult Refuse(string message, string hint, int offset) => new(null, new CronScheduleError(message, hint, offset));
}
